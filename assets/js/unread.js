// The number of unread notifications in the head of the page, [data-unread] with [data-unread-count] and
// [data-unread-text]: the server tells it when the socket opens and whenever it changes.
import { listen } from "./live.js";

const MOST_SHOWN = 99;

function show(element, frame) {
  const count = element.querySelector("[data-unread-count]");
  count.textContent = frame.unread > MOST_SHOWN ? `${MOST_SHOWN}+` : String(frame.unread);
  count.hidden = frame.unread === 0;
  element.querySelector("[data-unread-text]").textContent = frame.unread === 0 ? "" : frame.text;
}

export function attach(elements) {
  listen({
    frame(frame) {
      if (frame.type !== "notification") return;
      for (const element of elements) show(element, frame);
    },
  });
}
