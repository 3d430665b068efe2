// Suggestions under a search field: data-suggest; data-text-suggest is what their list is called. The form says where
// they are asked for. Arrows choose, Enter goes there, Escape closes and then empties; without a choice the form is
// sent as ever. At most one question every 150 ms; what was asked before is given up.
const AFTER_MS = 150;
const SHORTEST = 2;

class Suggestions {
  constructor(field) {
    this.field = field;
    this.place = -1;
    this.list = document.createElement("ul");
    this.list.className = "suggestions";
    this.list.id = `${field.id}-suggestions`;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", field.dataset.textSuggest);
    this.told = document.createElement("span");
    this.told.className = "visually-hidden";
    this.told.setAttribute("role", "status");
    field.after(this.list, this.told);
    // A searchbox may be no combobox.
    field.type = "text";
    field.setAttribute("enterkeyhint", "search");
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", this.list.id);
    this.#close();
    field.addEventListener("input", (event) => !event.isComposing && this.#look());
    field.addEventListener("compositionend", () => this.#look());
    field.addEventListener("blur", () => this.#close());
    field.addEventListener("keydown", (event) => this.#onKey(event));
    // A press must not take the focus from the field.
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.#go(event.target.closest("[role=option]")));
  }

  get #typed() {
    return this.field.value.trim();
  }

  #look() {
    clearTimeout(this.timer);
    this.asking?.abort();
    const typed = this.#typed;
    // One Chinese character says something, one letter does not.
    if (typed.length < SHORTEST && !/\p{Script=Han}/u.test(typed)) return this.#close();
    this.timer = setTimeout(() => this.#ask(typed), AFTER_MS);
    return undefined;
  }

  async #ask(typed) {
    this.asking = new AbortController();
    try {
      const address = `${this.field.form.action}/suggestions?q=${encodeURIComponent(typed)}`;
      const answer = await fetch(address, { signal: this.asking.signal });
      if (!answer.ok) return this.#close();
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (typed === this.#typed && document.activeElement === this.field) this.#show(page.querySelector("ul"));
    } catch (error) {
      // What was given up for the next question must not take that one along.
      if (error.name !== "AbortError") this.#close();
    }
    return undefined;
  }

  #show(found) {
    const links = [...(found?.querySelectorAll("a") ?? [])];
    if (links.length === 0) return this.#close();
    this.place = -1;
    this.list.replaceChildren(...links.map((link, at) => this.#option(link, at)));
    this.told.textContent = found.dataset.count;
    this.list.hidden = false;
    this.field.setAttribute("aria-expanded", "true");
    this.field.removeAttribute("aria-activedescendant");
    return undefined;
  }

  #option(link, at) {
    const option = document.createElement("li");
    option.id = `${this.list.id}-${at}`;
    option.dataset.href = link.getAttribute("href");
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    option.append(...document.adoptNode(link).childNodes);
    return option;
  }

  #choose(place) {
    const options = [...this.list.children];
    // Before the first and behind the last stands the field itself.
    this.place = ((place + 1 + options.length + 1) % (options.length + 1)) - 1;
    options.forEach((option, at) => option.setAttribute("aria-selected", String(at === this.place)));
    const chosen = options[this.place];
    if (!chosen) return this.field.removeAttribute("aria-activedescendant");
    this.field.setAttribute("aria-activedescendant", chosen.id);
    return chosen.scrollIntoView({ block: "nearest" });
  }

  #onKey(event) {
    if (event.isComposing) return;
    const isOpen = !this.list.hidden;
    if (event.key === "Escape" && (isOpen || this.field.value)) {
      event.preventDefault();
      if (!isOpen) this.field.value = "";
      this.#close();
    } else if (event.key === "ArrowDown" && isOpen) {
      event.preventDefault();
      this.#choose(this.place + 1);
    } else if (event.key === "ArrowDown" && this.#typed) {
      event.preventDefault();
      this.#look();
    } else if (event.key === "ArrowUp" && isOpen) {
      event.preventDefault();
      this.#choose(this.place - 1);
    } else if (event.key === "Enter" && isOpen && this.place >= 0) {
      event.preventDefault();
      this.#go(this.list.children[this.place]);
    }
  }

  #go(option) {
    if (option) location.assign(option.dataset.href);
  }

  #close() {
    clearTimeout(this.timer);
    this.asking?.abort();
    this.list.hidden = true;
    this.told.textContent = "";
    this.place = -1;
    this.field.setAttribute("aria-expanded", "false");
    this.field.removeAttribute("aria-activedescendant");
  }
}

export function attach(fields) {
  for (const field of fields) new Suggestions(field);
}
