// The list of messages of a room: puts the server's fragments in their order, keeps the person's own
// that are under way, and follows the end of the list. `html` comes sanitized from the server; all
// other text is set as text.
import { Reactions } from "./reactions.js";

const NEAR_END_PX = 120;
// Changes that wait for their message.
const MAX_EARLY = 200;

function elementOf(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content.firstElementChild;
}

function make(name, className, text = "") {
  const element = document.createElement(name);
  element.className = className;
  element.textContent = text;
  return element;
}

// A browser may not know a zone that the server knows; its own is taken then.
function zoneOrOwn(timeZone) {
  try {
    return new Intl.DateTimeFormat("en", { timeZone }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

// A day as the server writes it, and the same for programs; both in the time zone in which the page tells times.
function dayOf(at, timeZone) {
  const lang = document.documentElement.lang;
  const partsIn = (month) => {
    const format = new Intl.DateTimeFormat(lang, { day: "numeric", month, year: "numeric", timeZone });
    return [format, Object.fromEntries(format.formatToParts(at).map((part) => [part.type, part.value]))];
  };
  const [parts, named] = partsIn("short");
  const [, counted] = partsIn("numeric");
  const two = (number) => number.padStart(2, "0");
  return {
    iso: `${counted.year}-${two(counted.month)}-${two(counted.day)}`,
    label: lang === "en" ? `${named.day} ${named.month} ${named.year}` : parts.format(at),
  };
}

export class MessageList {
  constructor(room) {
    this.texts = room.dataset;
    this.reactions = new Reactions(room);
    this.list = room.querySelector(".messages");
    this.pending = new Map();
    this.early = new Map();
    this.timeZone = zoneOrOwn(this.texts.timeZone);
    const clock = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: this.timeZone };
    this.clock = new Intl.DateTimeFormat(document.documentElement.lang, clock);
    for (const item of this.list.querySelectorAll("[data-id]")) {
      this.#dress(item);
      this.#separate(item);
    }
    this.list.addEventListener("click", (event) => this.#goToQuoted(event));
    this.toEnd();
    this.list.querySelector(":target")?.scrollIntoView({ block: "center" });
  }

  // Shows a message that is on its way; `retry` and `discard` are called when the person asks for it.
  addPending(clientId, body, acts) {
    const item = make("li", "message message--own message--sending");
    item.dataset.pending = "";
    const avatar = make("span", "avatar avatar--small", this.texts.myInitials ?? "");
    avatar.setAttribute("aria-hidden", "true");
    const head = make("div", "message-head");
    head.append(make("b", "", this.texts.myName ?? ""));
    const state = make("div", "message-state", this.texts.textSending);
    item.append(avatar, head, make("div", "message-body preserve", body), state);
    this.pending.set(clientId, { item, ...acts });
    this.list.append(item);
    this.toEnd();
  }

  // Shows that it goes out once there is a connection.
  markWaiting(clientId) {
    const entry = this.#setState(clientId, "message--sending", `${this.texts.textWaiting} `);
    if (entry) this.#offer(entry, this.texts.textDiscard, entry.discard);
  }

  markSending(clientId) {
    this.#setState(clientId, "message--sending", this.texts.textSending);
  }

  markSent(clientId) {
    this.#setState(clientId, "", this.texts.textSent);
  }

  markFailed(clientId, reason) {
    const entry = this.#setState(clientId, "message--failed", `${reason || this.texts.textFailed} `);
    if (!entry) return;
    this.#offer(entry, this.texts.textRetry, entry.retry);
    this.#offer(entry, this.texts.textDiscard, entry.discard);
  }

  // Puts a message where its number belongs; the one that was under way gives way to it.
  place(frame) {
    const under = this.pending.get(frame.client_id);
    const isAtEnd = this.#isNearEnd();
    if (this.list.querySelector(`[data-id="${CSS.escape(frame.id)}"]`)) return this.drop(frame.client_id);
    const item = elementOf(this.early.get(frame.id) ?? frame.html);
    this.early.delete(frame.id);
    if (!item) return undefined;
    this.#dress(item);
    this.drop(frame.client_id);
    const later = [...this.list.querySelectorAll("[data-seq]")].find((other) => Number(other.dataset.seq) > frame.seq);
    this.list.insertBefore(item, later ? this.#beginOf(later) : this.list.querySelector("[data-pending]"));
    this.#separate(item);
    if (later) this.#separate(later);
    if (isAtEnd || under) this.toEnd();
    else this.#offerNew();
    return item;
  }

  // Replaces a message that was edited, hidden, deleted or reacted to. With several nodes a change may
  // come before its message: it is kept for that.
  replace(frame) {
    const old = this.list.querySelector(`[data-id="${CSS.escape(frame.id)}"]`);
    if (!old) return this.#keep(frame);
    const item = elementOf(frame.html);
    if (!item) return;
    this.#dress(item, old);
    item.dataset.day = old.dataset.day;
    const refocus = this.reactions.focused(old);
    old.replaceWith(item);
    refocus(item);
  }

  // Takes away a message that was under way.
  drop(clientId) {
    this.pending.get(clientId)?.item.remove();
    this.pending.delete(clientId);
  }

  #keep(frame) {
    this.early.delete(frame.id);
    this.early.set(frame.id, frame.html);
    if (this.early.size > MAX_EARLY) this.early.delete(this.early.keys().next().value);
  }

  toEnd() {
    this.list.scrollTop = this.list.scrollHeight;
    this.newButton?.remove();
    this.newButton = null;
  }

  isRead() {
    return document.visibilityState === "visible" && this.#isNearEnd();
  }

  // The day or the line before a message, or the message itself.
  #beginOf(item) {
    let first = item;
    while (first.previousElementSibling?.matches(".messages-day, .messages-new")) first = first.previousElementSibling;
    return first;
  }

  // Puts the day before the first message of a day, and takes it away elsewhere.
  #separate(item) {
    const begin = this.#beginOf(item);
    const before = begin.previousElementSibling;
    const at = new Date(item.querySelector("time[datetime]")?.dateTime);
    if (begin.matches(".messages-day")) begin.remove();
    if (Number.isNaN(at.getTime())) return;
    const { iso, label } = dayOf(at, this.timeZone);
    item.dataset.day = iso;
    if (before?.dataset.day === iso) return;
    const day = make("li", "messages-day");
    day.append(make("time", "", label));
    day.firstChild.dateTime = iso;
    this.#beginOf(item).before(day);
  }

  #offer(entry, text, act) {
    const button = make("button", "button button--quiet button--small", text);
    button.type = "button";
    button.addEventListener("click", act);
    entry.item.querySelector(".message-state").append(button, " ");
  }

  #isNearEnd() {
    return this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < NEAR_END_PX;
  }

  #setState(clientId, className, text) {
    const entry = this.pending.get(clientId);
    if (!entry) return undefined;
    entry.item.className = `message message--own ${className}`;
    entry.item.querySelector(".message-state").textContent = text;
    return entry;
  }

  // One rendering goes to everyone, so what depends on the reader is added here: own or not, local time, reply, edit, report, moderate.
  #dress(item, old) {
    const isOwn = Boolean(this.texts.me) && item.dataset.author === this.texts.me;
    item.classList.toggle("message--own", isOwn);
    for (const time of item.querySelectorAll("time[datetime]")) {
      const at = new Date(time.dateTime);
      if (!Number.isNaN(at.getTime())) time.textContent = this.clock.format(at);
    }
    const edited = item.querySelector(".message-edited > span");
    if (edited && this.texts.textEdited) edited.textContent = this.texts.textEdited;
    for (const mention of item.querySelectorAll("[data-mention]")) {
      mention.classList.toggle("mention--me", Boolean(this.texts.me) && mention.dataset.mention === this.texts.me);
    }
    this.reactions.dress(item, old);
    if (item.querySelector(".message-tools")) return;
    const tools = make("div", "message-tools");
    const id = encodeURIComponent(item.dataset.id);
    if (this.texts.mayPost === "true" && !item.matches(".message--removed")) {
      this.#link(tools, this.texts.textReply, `/rooms/${encodeURIComponent(this.texts.room)}?reply=${id}#say-body`);
      tools.querySelector("a")?.setAttribute("data-reply", "");
    }
    if (isOwn && this.#isChangeable(item)) this.#link(tools, this.texts.textEdit, `/messages/${id}`);
    if (!isOwn) this.#link(tools, this.texts.textWrite, `/rooms/new?person=${encodeURIComponent(item.dataset.author)}`);
    if (!isOwn && !item.matches(".message--removed")) this.#link(tools, this.texts.textReport, `/reports/new?message=${id}`);
    this.#link(tools, this.texts.textModerate, `/organizer/messages/${id}`);
    if (tools.firstChild) item.append(tools);
  }

  // A quoted message that stands in the list is shown without leaving the page.
  #goToQuoted(event) {
    const seq = event.target.closest("[data-seq-of]")?.dataset.seqOf;
    const quoted = seq && this.list.querySelector(`[data-seq="${CSS.escape(seq)}"]`);
    if (!quoted || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    quoted.tabIndex = -1;
    quoted.focus({ preventScroll: true });
    quoted.scrollIntoView({ block: "center" });
  }

  #isChangeable(item) {
    const at = new Date(item.querySelector("time[datetime]")?.dateTime);
    return !item.matches(".message--removed") && Date.now() - at.getTime() < Number(this.texts.changeHours) * 3_600_000;
  }

  #link(tools, text, href) {
    if (!text) return;
    const link = make("a", "", text);
    link.href = href;
    tools.append(link);
  }

  #offerNew() {
    if (this.newButton || !this.texts.textNew) return;
    this.newButton = make("button", "button button--small room-new", this.texts.textNew);
    this.newButton.type = "button";
    this.newButton.addEventListener("click", () => this.toEnd());
    this.list.after(this.newButton);
  }
}
