// Parts of a page that the server draws anew when something is told of over the socket: [data-refresh]
// names the type of the frame. The page is fetched as it stands and the part replaced, unless the
// person is typing in it; a button that had the focus keeps it. A page that nobody looks at is not
// fetched: what it shows counts as seen.
import { listen } from "./live.js";

const TOGETHER_MS = 150;

function replace(element, fresh, attachWithin) {
  const active = element.contains(document.activeElement) ? document.activeElement : null;
  if (active?.matches("input, textarea, select") || fresh.innerHTML === element.innerHTML) return;
  const action = active?.closest("form")?.getAttribute("action");
  element.replaceChildren(...fresh.childNodes);
  attachWithin(element);
  if (action) element.querySelector(`form[action="${CSS.escape(action)}"] button`)?.focus();
}

async function refresh(elements, attachWithin) {
  const response = await fetch(location.href, { headers: { accept: "text/html" } });
  if (!response.ok) return;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const fresh = page.querySelectorAll("[data-refresh]");
  elements.forEach((element, at) => fresh[at] && replace(element, fresh[at], attachWithin));
}

export function attach(elements, attachWithin) {
  let timer = 0;
  let isStale = false;
  const soon = () => {
    clearTimeout(timer);
    isStale = document.hidden;
    if (isStale) return;
    timer = setTimeout(() => refresh(elements, attachWithin).catch(() => {}), TOGETHER_MS);
  };
  document.addEventListener("visibilitychange", () => isStale && soon());
  listen({
    frame(frame) {
      if (elements.some((element) => element.dataset.refresh === frame.type)) soon();
    },
    up: soon,
  });
}
