// Loads the behaviours that a page asks for by a data attribute. Everything works without them.
const behaviours = [
  ["[data-search-focus]", () => import("./search-focus.js")],
  ["[data-show-current]", () => import("./show-current.js")],
  ["[data-confirm]", () => import("./confirm.js")],
  ["[data-counter], [data-grow]", () => import("./textarea.js")],
  ["[data-draft], [data-done]", () => import("./drafts.js")],
  ["[data-names]", () => import("./names.js")],
  ["[data-markdown]", () => import("./markdown.js")],
  ["[data-file]", () => import("./file.js")],
  ["[data-menu]", () => import("./menu.js")],
  ["[data-take-focus]", () => import("./take-focus.js")],
  ["[data-toast]", () => import("./toast.js")],
  ["[data-auto-submit]", () => import("./auto-submit.js")],
  ["[data-plan]", () => import("./plan.js")],
  ["[data-unread]", () => import("./unread.js")],
  ["[data-room]", () => import("./chat.js")],
  ["[data-sign-out]", () => import("./kept.js")],
  ["video[data-hls]", () => import("./stream.js")],
  ["[data-push]", () => import("./push.js")],
  ["[data-refresh]", () => import("./refresh.js")],
  ["[data-live-counts]", () => import("./live-counts.js")],
  ["[data-suggest]", () => import("./suggestions.js")],
];

function attachWithin(root) {
  for (const [selector, load] of behaviours) {
    const found = root.querySelectorAll(selector);
    if (found.length > 0) load().then((module) => module.attach([...found], attachWithin));
  }
}

attachWithin(document);
