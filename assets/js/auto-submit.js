// Sends a form of filters (form[data-auto-submit]) as soon as a choice in it changes.
export function attach(forms) {
  for (const form of forms) {
    form.addEventListener("change", (event) => {
      if (event.target.matches("select, input[type=checkbox], input[type=radio]")) form.requestSubmit();
    });
  }
}
