// Text that was typed and not sent, textarea[data-draft]: it comes back when the page is drawn again in this
// tab, until its own form is sent or the person signs out ([data-sign-out]).
const PREFIX = "draft:";

function keep(area) {
  const name = `${PREFIX}${area.form.getAttribute("action")}:${area.name}`;
  const kept = sessionStorage.getItem(name);
  if (kept && !area.value) {
    area.value = kept;
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }
  area.addEventListener("input", () => sessionStorage.setItem(name, area.value));
  area.form.addEventListener("submit", () => sessionStorage.removeItem(name));
}

function forgetAll() {
  for (const name of Object.keys(sessionStorage)) if (name.startsWith(PREFIX)) sessionStorage.removeItem(name);
}

export function attach(elements) {
  for (const element of elements) {
    if (element.matches("textarea")) keep(element);
    else element.addEventListener("submit", forgetAll);
  }
}
