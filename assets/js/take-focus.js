// Moves the focus to the summary of errors when a form came back.
export function attach([summary]) {
  summary.focus();
}
