// What a person said in a room and the server has not acknowledged, in its order: one goes out at a time,
// the next when it is stored. Kept in this tab, so that it outlives a reload.
import { forgetOthers, keep, recall } from "./kept.js";
import { send } from "./live.js";

const ACKNOWLEDGED_WITHIN_MS = 12_000;
const AGAIN_MS = 2000;
const AGAIN_MOST = 4;
// What is older than this when the page opens goes out only when the person says so.
const FRESH_MS = 3_600_000;

// randomUUID is only there in secure contexts; an installation in a local network may have none.
export function makeId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

function read(kept) {
  try {
    return JSON.parse(kept) ?? [];
  } catch {
    return [];
  }
}

export class Unsent {
  // `list` shows it: addPending, markWaiting, markSending, markFailed and drop, each with the client_id.
  constructor(room, person, list) {
    this.room = room;
    this.list = list;
    this.person = person;
    this.isOpen = false;
    this.entries = [];
    if (!person) return;
    forgetOthers(person);
    this.entries = read(recall("unsent", person, room));
    for (const entry of this.entries) {
      if (Date.now() - entry.at > FRESH_MS) entry.hasFailed = true;
      this.#show(entry);
    }
  }

  get isEmpty() {
    return !this.entries.some((entry) => !entry.hasFailed);
  }

  add(body, replyTo) {
    const entry = { clientId: makeId(), body, replyTo, at: Date.now(), hasFailed: false };
    this.entries.push(entry);
    this.#keep();
    this.#show(entry);
    this.#next();
  }

  // The room is open: what waits goes out.
  open() {
    this.isOpen = true;
    this.#next();
  }

  // The connection is lost: what was under way waits again, for it may not have arrived.
  shut() {
    this.isOpen = false;
    this.#land();
    for (const entry of this.entries) if (!entry.hasFailed) this.list.markWaiting(entry.clientId);
  }

  // The server has it.
  settle(clientId) {
    const count = this.entries.length;
    this.entries = this.entries.filter((entry) => entry.clientId !== clientId);
    if (this.entries.length < count) this.#keep();
    if (this.underWay?.clientId === clientId) this.#land();
    this.tries = 0;
    this.#next();
  }

  // The server wants it later: it keeps its place.
  hold(clientId) {
    if (this.underWay?.clientId !== clientId) return;
    clearTimeout(this.timer);
    this.tries = Math.min((this.tries ?? 0) + 1, AGAIN_MOST);
    const wait = AGAIN_MS * 2 ** (this.tries - 1) * (0.5 + Math.random());
    this.timer = setTimeout(() => {
      this.#land();
      this.#next();
    }, wait);
  }

  // The server does not want it, or did not answer.
  fail(clientId, reason) {
    const entry = this.entries.find((one) => one.clientId === clientId);
    if (!entry) return;
    entry.hasFailed = true;
    this.#keep();
    if (this.underWay === entry) this.#land();
    this.list.markFailed(clientId, reason);
    this.#next();
  }

  #retry(entry) {
    entry.hasFailed = false;
    this.#keep();
    this.list.markWaiting(entry.clientId);
    this.#next();
  }

  #discard(entry) {
    this.settle(entry.clientId);
    this.list.drop(entry.clientId);
  }

  #show(entry) {
    const acts = { retry: () => this.#retry(entry), discard: () => this.#discard(entry) };
    this.list.addPending(entry.clientId, entry.body, acts);
    if (entry.hasFailed) this.list.markFailed(entry.clientId, "");
    else this.list.markWaiting(entry.clientId);
  }

  // The same client_id again is the same message to the server, so sending twice is harmless.
  #next() {
    const entry = this.isOpen && !this.underWay && this.entries.find((one) => !one.hasFailed);
    if (!entry) return;
    const frame = { type: "say", room: this.room, client_id: entry.clientId, body: entry.body };
    if (entry.replyTo) frame.reply_to = entry.replyTo;
    if (!send(frame)) return;
    this.underWay = entry;
    this.timer = setTimeout(() => this.fail(entry.clientId, ""), ACKNOWLEDGED_WITHIN_MS);
    this.list.markSending(entry.clientId);
  }

  #land() {
    clearTimeout(this.timer);
    this.underWay = null;
  }

  #keep() {
    keep("unsent", this.person, this.room, this.entries.length > 0 ? JSON.stringify(this.entries) : "");
  }
}
