// Text that was typed and not sent comes back when the page is drawn again in this tab, until its own form is
// sent: textarea[data-draft], which names the person.
import { forgetOthers, keep, recall } from "./kept.js";

export function attach(areas) {
  for (const area of areas) {
    const person = area.dataset.draft;
    const name = `${area.form.getAttribute("action")}:${area.name}`;
    const store = () => keep("draft", person, name, area.value);
    forgetOthers(person);
    const kept = recall("draft", person, name);
    if (kept && !area.value) {
      area.value = kept;
      area.dispatchEvent(new Event("input", { bubbles: true }));
    }
    // What the server has drawn here was typed too: an answer with a canned reply put in.
    store();
    area.addEventListener("input", store);
    area.form.addEventListener("submit", () => keep("draft", person, name, ""));
  }
}
