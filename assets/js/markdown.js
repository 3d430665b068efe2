// A small toolbar over a Markdown textarea (data-markdown): bold, italic, list, link. It types the marks
// that a person could type too. Labels and the sprite's address come from the template beside it.
const marks = {
  bold: ["**", "**"],
  italic: ["*", "*"],
  link: ["[", "](https://)"],
};

function surround(area, [before, after]) {
  const { selectionStart: start, selectionEnd: end, value } = area;
  area.setRangeText(`${before}${value.slice(start, end)}${after}`, start, end, "end");
  area.setSelectionRange(start + before.length, end + before.length);
}

function makeList(area) {
  const start = area.value.lastIndexOf("\n", area.selectionStart - 1) + 1;
  const lines = area.value.slice(start, area.selectionEnd).split("\n");
  area.setRangeText(lines.map((line) => `- ${line}`).join("\n"), start, area.selectionEnd, "end");
}

export function attach(areas) {
  for (const area of areas) {
    const template = area.parentElement.querySelector("template[data-toolbar]");
    if (!template) continue;
    const toolbar = template.content.firstElementChild.cloneNode(true);
    toolbar.addEventListener("click", (event) => {
      const act = event.target.closest("[data-mark]")?.dataset.mark;
      if (!act) return;
      if (act === "list") makeList(area);
      else surround(area, marks[act]);
      area.focus();
      area.dispatchEvent(new Event("input", { bubbles: true }));
    });
    area.before(toolbar);
  }
}
