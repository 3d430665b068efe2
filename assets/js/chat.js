// A room over the socket: [data-room="id"] with data-last-seq, data-rev, data-me, data-my-name,
// data-my-initials and the texts data-text-sending, -sent, -waiting, -failed, -retry, -discard, -report, -reply, -edit, -edited, -moderate, -new, -lost, -ended,
// -typing (with %name%), -error-too-fast and the other codes. Inside: ol.messages, form[data-say], [data-state], [data-present], [data-typing].
import { isUp, listen, send } from "./live.js";
import { MessageList } from "./message-list.js";
import { makeId, Unsent } from "./unsent.js";

const TYPING_EVERY_MS = 3000;
const TYPING_SHOWN_MS = 5000;
const READ_AFTER_MS = 800;
const CATCH_UP_MS = 150;

class Room {
  constructor(element) {
    this.element = element;
    this.id = element.dataset.room;
    this.seq = Number(element.dataset.lastSeq ?? 0);
    this.rev = Number(element.dataset.rev ?? 0);
    this.readSeq = this.seq;
    this.messages = new MessageList(element);
    this.unsent = new Unsent(this.id, element.dataset.me, this.messages);
    this.form = element.querySelector("form[data-say]");
    this.#attachForm();
    this.messages.list.addEventListener("scroll", () => this.#read(), { passive: true });
    document.addEventListener("visibilitychange", () => this.#read());
    listen(this);
  }

  up() {
    this.#say("");
    this.#subscribe();
  }

  lost(failures) {
    this.unsent.shut();
    if (failures > 1 || !this.unsent.isEmpty) this.#say(this.element.dataset.textLost);
  }

  ended() {
    this.#say(this.element.dataset.textEnded);
    if (this.form) this.form.hidden = true;
    this.unsent.shut();
  }

  frame(frame) {
    if (frame.room !== this.id) return;
    const handlers = {
      subscribed: () => this.#onSubscribed(frame),
      message: () => this.#onMessage(frame),
      changed: () => this.#onChanged(frame),
      said: () => this.#onSaid(frame),
      error: () => this.#onError(frame),
      typing: () => this.#onTyping(frame),
      present: () => this.#showPresent(frame.count),
    };
    if (Object.hasOwn(handlers, frame.type)) handlers[frame.type]();
  }

  #subscribe() {
    send({ type: "subscribe", room: this.id, after: this.seq, changed_after: this.rev });
  }

  #onSubscribed(frame) {
    this.isBehind = frame.more;
    if (frame.more) this.#catchUp();
    if (this.form) this.form.hidden = !frame.may_post;
    this.#showPresent(frame.present?.count ?? frame.present);
    if (!frame.more) this.unsent.open();
  }

  // With `more` the server sends a part and is not live yet: when the part has come, ask for the next.
  #catchUp() {
    clearTimeout(this.catchUpTimer);
    this.catchUpTimer = setTimeout(() => this.#subscribe(), CATCH_UP_MS);
  }

  #onMessage(frame) {
    this.seq = Math.max(this.seq, frame.seq);
    this.unsent.settle(frame.client_id);
    this.messages.place(frame);
    if (frame.client_id === this.withFiles) this.messages.toEnd();
    this.#showTyping("");
    if (this.isBehind) this.#catchUp();
    this.#read();
  }

  #onChanged(frame) {
    this.rev = Math.max(this.rev, frame.rev);
    this.messages.replace(frame);
  }

  // What was stored before this page was drawn stands in the list already.
  #onSaid(frame) {
    this.unsent.settle(frame.client_id);
    if (frame.seq <= this.seq) this.messages.drop(frame.client_id);
    else this.messages.markSent(frame.client_id);
    this.#say("");
  }

  #onError(frame) {
    // Why and until when stands in the frame alone; the room knows the general sentence of a code.
    const key = String(frame.code).replace(/(^|_)(\w)/g, (_, __, letter) => letter.toUpperCase());
    const sentence = frame.message || (this.element.dataset[`textError${key}`] ?? "");
    this.#say(sentence);
    if (frame.client_id && frame.code === "too_fast") this.unsent.hold(frame.client_id);
    else if (frame.client_id) this.unsent.fail(frame.client_id, sentence);
  }

  #onTyping(frame) {
    const name = frame.person?.name ?? frame.person;
    this.#showTyping((this.element.dataset.textTyping ?? "").replace("%name%", () => name));
    clearTimeout(this.typingTimer);
    this.typingTimer = setTimeout(() => this.#showTyping(""), TYPING_SHOWN_MS);
  }

  #attachForm() {
    const field = this.form?.querySelector("textarea, input[name=body]");
    if (!field) return;
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (this.form.elements.files?.files.length > 0) {
        this.#sendFiles(field);
        return;
      }
      const body = field.value.trim();
      if (body) this.unsent.add(body, this.form.elements.reply_to.value);
      if (body && !isUp()) this.#say(this.element.dataset.textLost);
      this.#answer("", "", "");
      field.value = "";
      field.dispatchEvent(new Event("input"));
      field.focus();
    });
    field.addEventListener("keydown", (event) => {
      // While an input method composes (Chinese, Japanese), Enter chooses a word and sends nothing.
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.form.requestSubmit();
    });
    field.addEventListener("input", () => this.#tellTyping(field.value));
    this.#attachReply(field);
  }

  // Files go with the form, as without a script; the message then comes over the socket. What could not
  // be sent stays in the form, and goes under the same name when it is sent again: it is one message.
  async #sendFiles(field) {
    if (this.isSending) return;
    this.isSending = true;
    this.withFiles = this.form.elements.client_id.value;
    const words = field.value;
    this.#say(this.element.dataset.textSending);
    const problem = await this.#post(new FormData(this.form));
    this.isSending = false;
    this.#say(problem);
    if (problem) return;
    this.#answer("", "", "");
    this.form.elements.files.value = "";
    this.form.elements.files.dispatchEvent(new Event("change"));
    this.form.elements.client_id.value = makeId();
    // What was typed meanwhile stays for the next one.
    if (field.value === words) field.value = "";
    field.dispatchEvent(new Event("input"));
    field.focus();
  }

  // Why a form was not taken; empty where it was.
  async #post(body) {
    const failed = this.element.dataset.textFailed;
    try {
      const answer = await fetch(this.form.action, { method: "POST", body });
      // What was said leads to the room; whoever is signed in no more is led elsewhere.
      if (answer.redirected && new URL(answer.url).pathname.endsWith(`/${this.id}`)) return "";
      if (answer.redirected) return this.element.dataset.textEnded;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      return page.querySelector("[data-problem]")?.textContent || page.querySelector("main p")?.textContent || failed;
    } catch {
      return failed;
    }
  }

  // The links lead to the page with the same form; here the form answers without leaving the page.
  #attachReply(field) {
    this.messages.list.addEventListener("click", (event) => {
      const link = event.target.closest("a[data-reply]");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      const message = link.closest("[data-id]");
      const words = message.querySelector(".message-body").textContent.replace(/\s+/g, " ").trim();
      this.#answer(message.dataset.id, message.querySelector(".message-head b").textContent, words);
      field.focus();
    });
    this.form.querySelector("[data-reply-cancel]").addEventListener("click", (event) => {
      event.preventDefault();
      this.#answer("", "", "");
      field.focus();
    });
  }

  #answer(id, author, words) {
    this.form.elements.reply_to.value = id;
    this.form.querySelector("[data-reply-line]").hidden = !id;
    this.form.querySelector("[data-reply-author]").textContent = author;
    this.form.querySelector("[data-reply-words]").textContent = words.length > 100 ? `${words.slice(0, 99)}…` : words;
  }

  #tellTyping(text) {
    const now = performance.now();
    if (!text || !isUp() || now - (this.typedAt ?? -TYPING_EVERY_MS) < TYPING_EVERY_MS) return;
    this.typedAt = now;
    send({ type: "typing", room: this.id });
  }

  #read() {
    if (!this.element.dataset.me || this.readSeq >= this.seq || !this.messages.isRead()) return;
    clearTimeout(this.readTimer);
    this.readTimer = setTimeout(() => {
      if (send({ type: "read", room: this.id, seq: this.seq })) this.readSeq = this.seq;
    }, READ_AFTER_MS);
  }

  #say(text) {
    const state = this.element.querySelector("[data-state]");
    if (state && state.textContent !== text) state.textContent = text ?? "";
  }

  #showTyping(text) {
    const place = this.element.querySelector("[data-typing]");
    if (place) place.textContent = text;
  }

  #showPresent(count) {
    const place = this.element.querySelector("[data-present]");
    if (place && Number.isInteger(count)) place.textContent = new Intl.NumberFormat(document.documentElement.lang).format(count);
  }
}

export function attach(elements) {
  for (const element of elements) new Room(element);
}
