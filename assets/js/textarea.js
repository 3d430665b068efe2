// Textareas that grow with their text (data-grow) and say how much room is left (data-counter).
function grow(area) {
  area.style.blockSize = "auto";
  area.style.blockSize = `${area.scrollHeight + area.offsetHeight - area.clientHeight}px`;
}

function addCounter(area) {
  const limit = area.maxLength;
  if (limit <= 0) return;
  const counter = document.createElement("span");
  counter.className = "counter";
  counter.setAttribute("aria-hidden", "true");
  const figures = new Intl.NumberFormat(document.documentElement.lang);
  const show = () => {
    counter.textContent = `${figures.format(area.value.length)} / ${figures.format(limit)}`;
    counter.classList.toggle("is-over", area.value.length >= limit);
  };
  area.after(counter);
  area.addEventListener("input", show);
  show();
}

export function attach(areas) {
  for (const area of areas) {
    if ("counter" in area.dataset) addCounter(area);
    if (!("grow" in area.dataset)) continue;
    area.addEventListener("input", () => grow(area));
    if (area.value) grow(area);
  }
}
