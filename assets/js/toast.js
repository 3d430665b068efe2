// Lets a message be dismissed, and takes it away after some seconds unless it is being read.
const SHOWN_FOR_MS = 8000;

export function attach(toasts) {
  for (const toast of toasts) {
    const remove = () => toast.remove();
    let timer = setTimeout(remove, SHOWN_FOR_MS);
    const hold = () => clearTimeout(timer);
    const release = () => { timer = setTimeout(remove, SHOWN_FOR_MS); };
    toast.addEventListener("pointerenter", hold);
    toast.addEventListener("focusin", hold);
    toast.addEventListener("pointerleave", release);
    toast.addEventListener("focusout", release);
    toast.querySelector("[data-dismiss]")?.addEventListener("click", remove);
  }
}
