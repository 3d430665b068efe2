// Names behind an @ in a textarea: data-names is where they are asked for, data-text-names what the list is
// called. The text stays a text field (a textarea may be no combobox) that controls a listbox: arrows choose,
// Enter and Tab take, Escape closes; typing goes on meanwhile.
const AFTER_MS = 150;
// What stands before the caret: an @ that begins a word, and what was typed behind it.
const CALL = /(?:^|[^\p{L}\p{N}@]|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}])@([^@\n]{0,40})$/u;

class Names {
  constructor(area) {
    this.area = area;
    this.list = document.createElement("ul");
    this.list.className = "names";
    this.list.id = `${area.id}-names`;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", area.dataset.textNames);
    this.list.hidden = true;
    area.after(this.list);
    area.setAttribute("aria-autocomplete", "list");
    area.setAttribute("aria-controls", this.list.id);
    this.#close();
    area.addEventListener("input", () => this.#look());
    area.addEventListener("click", () => this.#look());
    area.addEventListener("blur", () => this.#close());
    // Before the form hears of Enter.
    area.addEventListener("keydown", (event) => this.#onKey(event), { capture: true });
    // A press must not take the focus from the text.
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.#take(option);
    });
  }

  get #call() {
    const { selectionStart: start, selectionEnd: end, value } = this.area;
    return start === end ? CALL.exec(value.slice(0, start))?.[1] : undefined;
  }

  #look() {
    clearTimeout(this.timer);
    this.asking?.abort();
    const words = this.#call;
    // Whom nobody was found for, nobody is found for with more words.
    if (words === undefined || (this.nobody && words.startsWith(this.nobody))) return this.#close();
    this.timer = setTimeout(() => this.#ask(words), AFTER_MS);
    return undefined;
  }

  async #ask(words) {
    this.asking = new AbortController();
    try {
      const answer = await fetch(`${this.area.dataset.names}?q=${encodeURIComponent(words)}`, { signal: this.asking.signal });
      const people = answer.ok ? await answer.json() : [];
      this.nobody = answer.ok && people.length === 0 ? words : "";
      if (this.#call === words) this.#show(people);
    } catch (error) {
      // What was given up for the next question must not take that one along.
      if (error.name !== "AbortError") this.#close();
    }
  }

  #show(people) {
    this.list.replaceChildren(...people.map((person, place) => this.#option(person, place)));
    if (people.length === 0) return this.#close();
    this.list.hidden = false;
    return this.#choose(0);
  }

  #option({ name, initials }, place) {
    const option = document.createElement("li");
    option.id = `${this.list.id}-${place}`;
    option.dataset.name = name;
    option.setAttribute("role", "option");
    const avatar = document.createElement("span");
    avatar.className = "avatar avatar--small";
    avatar.setAttribute("aria-hidden", "true");
    avatar.textContent = initials;
    option.append(avatar, name);
    return option;
  }

  #choose(place) {
    const options = [...this.list.children];
    this.place = (place + options.length) % options.length;
    options.forEach((option, at) => option.setAttribute("aria-selected", String(at === this.place)));
    this.area.setAttribute("aria-activedescendant", options[this.place].id);
  }

  #onKey(event) {
    if (this.list.hidden || event.isComposing) return;
    const acts = {
      ArrowDown: () => this.#choose(this.place + 1),
      ArrowUp: () => this.#choose(this.place - 1),
      Enter: () => this.#take(this.list.children[this.place]),
      Tab: () => this.#take(this.list.children[this.place]),
      Escape: () => this.#close(),
    };
    if (!Object.hasOwn(acts, event.key) || event.shiftKey) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    acts[event.key]();
  }

  #take(option) {
    const { selectionStart: end } = this.area;
    const start = end - (this.#call ?? "").length;
    this.area.setRangeText(`${option.dataset.name} `, start, end, "end");
    this.#close();
    this.area.dispatchEvent(new Event("input", { bubbles: true }));
    this.#close();
  }

  #close() {
    clearTimeout(this.timer);
    this.list.hidden = true;
    this.area.removeAttribute("aria-activedescendant");
  }
}

export function attach(areas) {
  for (const area of areas) new Names(area);
}
