// Parts of a page that the server draws anew when something is told of over the socket: [data-refresh]
// names the types of the frames. The page, or what stands at [data-refresh-from], is fetched and the part
// replaced, unless the person is typing in it; a button that had the focus keeps it. Where there are
// [data-part] inside, only what changed in them is. A page that nobody looks at is not fetched: what it shows
// counts as seen. [data-follow] names the room to be told about; the more are there, the longer each waits
// by chance, so that not all ask at once.
import { listen, send } from "./live.js";
import { merge } from "./merge.js";

const TOGETHER_MS = 150;
const LEAST_MS = 2000;
// 2,000 people ask within 10 seconds: about 200 a second.
const SPREAD_EACH_MS = 5;
const SPREAD_MOST_MS = 10_000;
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
  const response = await fetch(elements[0].dataset.refreshFrom ?? location.href, { headers: { accept: "text/html" } });
  if (!response.ok) return;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const fresh = page.querySelectorAll("[data-refresh]");
  elements.forEach((element, at) => {
    if (!fresh[at]) return;
    if (element.querySelector("[data-part]")) merge(element, fresh[at]);
    else replace(element, fresh[at], attachWithin);
  });
}

export function attach(elements, attachWithin) {
  let timer = 0;
  let isStale = false;
  let isAsking = false;
  let isDue = false;
  let last = -LEAST_MS;
  let present = 0;
  const now = async () => {
    timer = 0;
    last = performance.now();
    isAsking = true;
    await refresh(elements, attachWithin).catch(() => {});
    isAsking = false;
    if (isDue) soon();
  };
  const soon = () => {
    isStale = document.hidden;
    // What changed after it was asked for may not be in the answer.
    isDue = isAsking;
    if (isStale || isDue || timer) return;
    const chance = Math.random() * Math.min(SPREAD_MOST_MS, present * SPREAD_EACH_MS);
    timer = setTimeout(now, Math.max(TOGETHER_MS, last + LEAST_MS - performance.now()) + chance);
  };
  document.addEventListener("visibilitychange", () => isStale && soon());
  listen({
    frame(frame) {
      const isMeant = ({ dataset }) =>
        dataset.refresh.split(" ").includes(frame.type) && (!dataset.follow || dataset.follow === frame.room);
      if (frame.type === "present") present = frame.count;
      if (frame.type === "subscribed") present = frame.present;
      if (elements.some(isMeant)) soon();
    },
    up() {
      for (const { dataset } of elements) {
        // A room that the page shows is followed already.
        const isShown = dataset.follow && document.querySelector(`[data-room="${CSS.escape(dataset.follow)}"]`);
        if (dataset.follow && !isShown) send({ type: "subscribe", room: dataset.follow, after: NO_MESSAGES });
      }
      soon();
    },
  });
}
