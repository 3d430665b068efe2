// Brings the parts of an element, [data-part], to what the server has drawn anew, one [data-key] after the
// other: what is the same stays, what somebody types or chooses in stays, the focus stays where it was. What
// changed is said in [data-said]: new ones by data-text-new of their part, changed [data-says] as they stand,
// what is gone by data-text-gone (both with %what%), numbers in [data-tally] by data-text-tally and seldom.
const SAID_MOST = 3;
const TALLY_EVERY_MS = 30_000;
const FIELDS = "input:not([type=hidden]), textarea, select";

function isTouched(field) {
  if (field === document.activeElement) return true;
  if (field.matches("[type=radio], [type=checkbox]")) return field.checked !== field.defaultChecked;
  return "defaultValue" in field && field.value !== field.defaultValue;
}

// Whether somebody fills in a form of this item that the fresh one has too.
function isInUse(item, fresh) {
  const form = [...item.querySelectorAll(FIELDS)].find(isTouched)?.closest("form");
  return Boolean(form) && [...fresh.querySelectorAll("form")].some((other) => other.action === form.action);
}

function mergePart(part, fresh) {
  part.hidden = fresh.hidden;
  if (![...fresh.children].some((child) => child.dataset.key)) {
    if (!part.isEqualNode(fresh)) part.replaceChildren(...fresh.childNodes);
    return;
  }
  const before = new Map([...part.children].map((child) => [child.dataset.key, child]));
  const after = [...fresh.children].map((child) => {
    const was = before.get(child.dataset.key);
    return was && (was.isEqualNode(child) || isInUse(was, child)) ? was : child;
  });
  const kept = new Set(after);
  for (const child of before.values()) if (!kept.has(child)) child.remove();
  after.forEach((child, at) => {
    if (part.children[at] !== child) part.insertBefore(child, part.children[at] ?? null);
  });
}

// The same button, link or field in what was drawn anew.
function findAgain(item, control) {
  if (!control.matches("a, button, input, textarea, select, summary")) return undefined;
  const traits = (one) => [one.name, one.value, one.getAttribute("href"), one.closest("form")?.action].join("\n");
  const same = [...item.querySelectorAll(control.localName)];
  return same.find((other) => traits(other) === traits(control));
}

function giveFocusBack(element, control, [key, part]) {
  if (control.isConnected) {
    if (document.activeElement !== control) control.focus({ preventScroll: true });
    return;
  }
  const item = key && element.querySelector(`[data-key="${CSS.escape(key)}"]`);
  const place = (item && findAgain(item, control)) || item || part;
  if (!place) return;
  if (place === item || place === part) place.tabIndex = -1;
  place.focus({ preventScroll: true });
}

function list(element) {
  const items = [...element.querySelectorAll("[data-says]")];
  return new Map(items.map(({ dataset: { key, says, tally } }) => [key, { says, tally }]));
}

const told = new WeakMap();

function say(element, before) {
  const place = element.querySelector("[data-said]");
  if (!place) return;
  const sentences = [];
  const after = list(element);
  const fill = (text, says) => (text ?? "%what%").replace("%what%", () => says);
  for (const [key, { says }] of after) {
    const part = element.querySelector(`[data-key="${CSS.escape(key)}"]`).closest("[data-part]");
    if (!before.has(key)) sentences.push(fill(part?.dataset.textNew, says));
    else if (before.get(key).says !== says) sentences.push(says);
  }
  for (const [key, { says }] of before) {
    if (!after.has(key)) sentences.push(fill(element.dataset.textGone, says));
  }
  const now = performance.now();
  const isCounted = [...after].some(([key, { tally }]) => before.has(key) && before.get(key).tally !== tally);
  if (sentences.length === 0 && isCounted && now - (told.get(element) ?? -TALLY_EVERY_MS) >= TALLY_EVERY_MS) {
    told.set(element, now);
    sentences.push(element.dataset.textTally ?? "");
  }
  if (sentences.length > SAID_MOST) sentences.splice(SAID_MOST, sentences.length, "…");
  if (sentences.length > 0) place.textContent = sentences.join(" ");
}

export function merge(element, fresh) {
  const active = element.contains(document.activeElement) ? document.activeElement : null;
  const home = [active?.closest("[data-key]")?.dataset.key, active?.closest("[data-part]")];
  const before = list(element);
  for (const part of element.querySelectorAll("[data-part]")) {
    const drawn = fresh.querySelector(`[data-part="${CSS.escape(part.dataset.part)}"]`);
    if (drawn) mergePart(part, drawn);
  }
  if (active) giveFocusBack(element, active, home);
  say(element, before);
}
