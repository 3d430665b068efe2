// Arrow keys walk from stand to stand on the floor plan: the nearest one in that direction is next.
// Tab still visits every stand; without this script the plan is a list of links.
const directions = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function centreOf(stand) {
  const box = stand.getBoundingClientRect();
  return [box.left + box.width / 2, box.top + box.height / 2];
}

function nearest(stands, from, [dx, dy]) {
  const [x, y] = centreOf(from);
  let best = null;
  let least = Infinity;
  for (const stand of stands) {
    const [otherX, otherY] = centreOf(stand);
    const ahead = (otherX - x) * dx + (otherY - y) * dy;
    const aside = Math.abs((otherX - x) * dy) + Math.abs((otherY - y) * dx);
    const cost = ahead + 2 * aside;
    if (stand === from || ahead < 4 || cost >= least) continue;
    least = cost;
    best = stand;
  }
  return best;
}

export function attach(plans) {
  for (const plan of plans) {
    const stands = [...plan.querySelectorAll("a")];
    plan.addEventListener("keydown", (event) => {
      const direction = directions[event.key];
      const from = event.target.closest("a");
      if (!direction || !from || event.ctrlKey || event.metaKey || event.altKey) return;
      const next = nearest(stands, from, direction);
      if (!next) return;
      event.preventDefault();
      next.focus();
    });
  }
}
