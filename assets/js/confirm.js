// Asks before a form or button marked data-confirm="sentence that names the thing" goes on.
const template = document.querySelector("[data-confirm-dialog]");

function ask(sentence) {
  const dialog = template.content.firstElementChild.cloneNode(true);
  dialog.querySelector("[data-confirm-text]").textContent = sentence;
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    });
  });
}

const confirmed = new WeakSet();

async function onSubmit(event) {
  const form = event.target;
  const marked = event.submitter?.closest("[data-confirm]") ?? form.closest("[data-confirm]");
  if (!marked || confirmed.has(form)) return;
  event.preventDefault();
  const submitter = event.submitter;
  if (!(await ask(marked.dataset.confirm))) {
    submitter?.focus();
    return;
  }
  confirmed.add(form);
  form.requestSubmit(submitter ?? undefined);
  confirmed.delete(form);
}

// The same function is added once however often it is attached.
export function attach() {
  document.addEventListener("submit", onSubmit);
}
