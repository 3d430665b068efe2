// How many are where, on a page with [data-live-counts]: every [data-live] is taken from the page as it
// stands now, while somebody looks at it. Who saves data keeps the numbers of the page.
const EVERY_MS = 20_000;

function take(fresh) {
  const shown = document.querySelector(`[data-live="${CSS.escape(fresh.dataset.live)}"]`);
  if (!shown || shown.innerHTML === fresh.innerHTML) return;
  shown.replaceChildren(...fresh.childNodes);
  for (const name of ["class", "aria-label"]) {
    if (fresh.hasAttribute(name)) shown.setAttribute(name, fresh.getAttribute(name));
  }
}

async function update() {
  const response = await fetch(location.href, { headers: { accept: "text/html" } });
  if (!response.ok) return;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  page.querySelectorAll("[data-live]").forEach(take);
}

export function attach() {
  if (navigator.connection?.saveData) return;
  setInterval(() => document.hidden || update().catch(() => {}), EVERY_MS);
}
