// `/` puts the cursor into the search field, unless something is being typed.
export function attach(fields) {
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping) return;
    const field = fields.find((one) => one.offsetParent !== null);
    if (!field) return;
    event.preventDefault();
    field.focus();
    field.select();
  });
}
