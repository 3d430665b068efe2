// What a person has written and not sent stays in this tab, under its kind and the person, so that it outlives
// the page; forgotten at sign-out ([data-sign-out]) and when somebody else writes here.
const KINDS = ["unsent", "draft", "sent"];

// A browser may refuse to store anything; then nothing outlives the page.
function attempt(work) {
  try {
    return work();
  } catch {
    return null;
  }
}

export function recall(kind, person, name) {
  return attempt(() => sessionStorage.getItem(`${kind}:${person}:${name}`));
}

// Keeps a text; an empty one is forgotten.
export function keep(kind, person, name, text) {
  const key = `${kind}:${person}:${name}`;
  attempt(() => (text ? sessionStorage.setItem(key, text) : sessionStorage.removeItem(key)));
}

// Forgets what everybody but this person left in this tab.
export function forgetOthers(person) {
  const isOthers = (key) => {
    const [kind, whose] = key.split(":");
    return KINDS.includes(kind) && whose !== person;
  };
  attempt(() => Object.keys(sessionStorage).filter(isOthers).forEach((key) => sessionStorage.removeItem(key)));
}

// Forgets the drafts that were sent.
export function forgetSent() {
  const draftOf = (key) => key.replace(/^sent:/, "draft:");
  const sent = () => Object.keys(sessionStorage).filter((key) => key.startsWith("sent:"));
  attempt(() => sent().forEach((key) => [key, draftOf(key)].forEach((one) => sessionStorage.removeItem(one))));
}

export function attach(forms) {
  for (const form of forms) form.addEventListener("submit", () => forgetOthers(""));
}
