// Brings the current link of a row that scrolls sideways, [data-show-current], into its middle.
export function attach(rows) {
  for (const row of rows) {
    const current = row.querySelector("[aria-current]")?.getBoundingClientRect();
    if (!current || row.scrollWidth <= row.clientWidth) continue;
    const box = row.getBoundingClientRect();
    row.scrollLeft += current.left - box.left - (box.width - current.width) / 2;
  }
}
