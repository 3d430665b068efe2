// The signs under messages. One rendering goes to everyone, with the counts and with who answered last
// (data-reacted="person:kind:on" or "…:off"); here it becomes the form of the room's template[data-reactions],
// in which the reader's own are pressed. Who may not write has no template and reads the counts.
export class Reactions {
  constructor(room) {
    this.room = room;
    this.template = room.querySelector("template[data-reactions]");
    room.querySelector(".messages").addEventListener("submit", (event) => this.#send(event));
  }

  // Makes the form of a message that came over the socket; `old` is what it replaces, if anything.
  dress(item, old) {
    const shown = item.querySelector(".reactions");
    if (!this.template || shown?.matches("form") || item.matches(".message--removed")) return;
    const form = this.template.content.firstElementChild.cloneNode(true);
    form.action = `/messages/${encodeURIComponent(item.dataset.id)}/reactions`;
    const more = form.querySelector("details");
    for (const button of form.querySelectorAll("button")) {
      const count = Number(shown?.querySelector(`[data-kind="${button.value}"]`)?.dataset.count ?? 0);
      if (count === 0) continue;
      if (this.#isOwn(item, old, button.value)) {
        button.name = "remove";
        button.setAttribute("aria-pressed", "true");
      }
      const figure = document.createElement("span");
      figure.dataset.count = "";
      figure.textContent = count;
      button.append(" ", figure);
      more.before(button);
    }
    if (shown) shown.replaceWith(form);
    else (item.querySelector(".message-files") ?? item.querySelector(".message-body")).after(form);
  }

  // Gives a function that puts the focus on the same sign of what replaces a message.
  focused(old) {
    const active = old.querySelector(".reactions :focus");
    if (!active) return () => {};
    return (item) => {
      const same = active.value && item.querySelector(`.reactions > button[value="${active.value}"]`);
      (same || item.querySelector(".reactions summary"))?.focus();
    };
  }

  #isOwn(item, old, kind) {
    const [person, last, state] = (item.dataset.reacted ?? "").split(":");
    if (person === this.room.dataset.me && last === kind) return state === "on";
    return old?.querySelector(`.reactions button[value="${kind}"]`)?.getAttribute("aria-pressed") === "true";
  }

  // The page stays; what came of it is told over the socket to everybody in the room.
  async #send(event) {
    const { target: form, submitter } = event;
    if (!form.matches(".reactions") || !submitter) return;
    event.preventDefault();
    const body = new URLSearchParams([[submitter.name, submitter.value]]);
    const answer = await fetch(form.action, { method: "POST", body, redirect: "manual" }).catch(() => null);
    const texts = this.room.dataset;
    let problem = "";
    if (!answer) problem = texts.textLost;
    else if (answer.status === 429) problem = texts.textErrorTooFast;
    else if (answer.type !== "opaqueredirect") problem = texts.textErrorForbidden;
    this.room.querySelector("[data-state]").textContent = problem;
  }
}
