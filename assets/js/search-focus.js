// `/` puts the cursor into the search field, unless something is being typed.
export function attach([field]) {
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping) return;
    if (field.offsetParent === null) return;
    event.preventDefault();
    field.focus();
    field.select();
  });
}
