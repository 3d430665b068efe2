// Shows what was chosen in a file input, and says at once when it is over the limit.
// The server checks again. No picture is drawn: the content security policy knows no blob addresses.
const units = ["B", "KiB", "MiB", "GiB"];

function sizeOf(bytes) {
  const step = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(bytes, 1)) / 10));
  const figure = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1 });
  return `${figure.format(bytes / 1024 ** step)} ${units[step]}`;
}

function show(input, list) {
  const limit = Number(input.dataset.maxBytes);
  const files = [...input.files];
  const isTooBig = limit > 0 && files.some((file) => file.size > limit);
  const sentence = isTooBig ? input.dataset.textTooBig : "";
  list.textContent = files.map((file) => `${file.name} (${sizeOf(file.size)})`).join(", ");
  if (sentence) list.textContent += ` ${sentence}`;
  list.className = sentence ? "field-error" : "preview";
  input.setCustomValidity(sentence);
  input.toggleAttribute("aria-invalid", false);
  if (sentence) input.setAttribute("aria-invalid", "true");
}

export function attach(inputs) {
  for (const input of inputs) {
    const list = document.createElement("output");
    list.className = "preview";
    input.after(list);
    input.addEventListener("change", () => show(input, list));
  }
}
