// Shows what was chosen in a file input, and says at once when it is over the limit.
// The server checks again. No picture is drawn: the content security policy knows no blob addresses.
const units = ["B", "KB", "MB", "GB"];

function sizeOf(bytes) {
  const step = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(bytes, 1)) / 10));
  const figure = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1 });
  return `${figure.format(bytes / 1024 ** step)} ${units[step]}`;
}

function show(input, list) {
  const limit = Number(input.dataset.maxBytes);
  const files = [...input.files];
  const total = files.reduce((sum, file) => sum + file.size, 0);
  const isOver = (value, most) => Number(most) > 0 && value > Number(most);
  const isTooBig = files.some((file) => isOver(file.size, limit)) || isOver(total, input.dataset.maxTotal) || isOver(files.length, input.dataset.maxFiles);
  const sentence = isTooBig ? input.dataset.textTooBig : "";
  list.textContent = files.map((file) => `${file.name} (${sizeOf(file.size)})`).join(", ");
  if (sentence) list.textContent += ` ${sentence}`;
  list.className = sentence ? "field-error" : "preview";
  input.setCustomValidity(sentence);
  input.toggleAttribute("aria-invalid", false);
  if (sentence) input.setAttribute("aria-invalid", "true");
}

// The browser tells a page nothing of how far a plain form has come, so the bar only says that it is going.
function makeProgress(input) {
  const bar = document.createElement("progress");
  bar.className = "progress";
  bar.setAttribute("aria-label", input.dataset.textSending);
  return bar;
}

export function attach(inputs) {
  for (const input of inputs) {
    const list = document.createElement("output");
    list.className = "preview";
    input.after(list);
    input.addEventListener("change", () => show(input, list));
    input.form?.addEventListener("submit", () => {
      if (input.files.length > 0) list.append(makeProgress(input));
    });
  }
}
