// Text that was typed and not sent comes back when the page is drawn again in this tab, until its own form was
// sent and done: textarea[data-draft], which names the person. A form that was sent while the login had ended is
// not done: [data-done], what a page says of a thing that was, tells.
import { forgetOthers, forgetSent, keep, recall } from "./kept.js";

export function attach(found) {
  if (found.some((element) => element.hasAttribute("data-done"))) forgetSent();
  for (const area of found.filter((element) => element.hasAttribute("data-draft"))) {
    const person = area.dataset.draft;
    const name = `${area.form.getAttribute("action")}:${area.name}`;
    const store = () => keep("draft", person, name, area.value);
    forgetOthers(person);
    keep("sent", person, name, "");
    const kept = recall("draft", person, name);
    if (kept && !area.value) {
      area.value = kept;
      area.dispatchEvent(new Event("input", { bubbles: true }));
    }
    // What the server has drawn here was typed too: an answer with a canned reply put in.
    store();
    area.addEventListener("input", store);
    area.form.addEventListener("submit", () => keep("sent", person, name, area.value));
  }
}
