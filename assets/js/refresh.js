// Parts of a page that the server draws anew when something is told of over the socket: [data-refresh]
// names the type of the frame. The page is fetched as it stands and the part replaced, unless the
// person is typing in it; a button that had the focus keeps it. A page that nobody looks at is not
// fetched: what it shows counts as seen. [data-follow] names a room to be told about.
import { listen, send } from "./live.js";

const TOGETHER_MS = 150;
const LEAST_MS = 2000;
// A room that is followed for who is in it: its messages are not wanted.
const NO_MESSAGES = Number.MAX_SAFE_INTEGER;

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
  let last = -LEAST_MS;
  const now = () => {
    last = performance.now();
    refresh(elements, attachWithin).catch(() => {});
  };
  const soon = () => {
    clearTimeout(timer);
    isStale = document.hidden;
    if (isStale) return;
    timer = setTimeout(now, Math.max(TOGETHER_MS, last + LEAST_MS - performance.now()));
  };
  document.addEventListener("visibilitychange", () => isStale && soon());
  listen({
    frame(frame) {
      if (elements.some((element) => element.dataset.refresh === frame.type)) soon();
    },
    up() {
      for (const { dataset } of elements) {
        if (dataset.follow) send({ type: "subscribe", room: dataset.follow, after: NO_MESSAGES });
      }
      soon();
    },
  });
}
