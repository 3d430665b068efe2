// The one socket of this tab, at /live. Rooms register here; it reconnects with growing, jittered waits,
// tells its listeners when it is up or lost, and knows nothing about what the frames mean.
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;
const PING_EVERY_MS = 25_000;
const SILENT_FOR_MS = 40_000;
// Closes after which trying again is useless: the login ended, the person is banned.
const FINAL = new Set([4001, 4003]);

let socket = null;
let failures = 0;
let lastHeard = 0;
let retryTimer = 0;
let pingTimer = 0;
const listeners = new Set();

function tell(kind, value) {
  for (const listener of listeners) listener[kind]?.(value);
}

function address() {
  const url = new URL("/live", location.href);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  return url;
}

function connect() {
  clearTimeout(retryTimer);
  socket = new WebSocket(address(), "fairhall.v1");
  socket.addEventListener("open", onOpen);
  socket.addEventListener("message", onMessage);
  socket.addEventListener("close", onClose);
}

function onOpen() {
  failures = 0;
  lastHeard = performance.now();
  clearInterval(pingTimer);
  pingTimer = setInterval(keepAlive, PING_EVERY_MS);
  tell("up");
}

function onMessage(event) {
  lastHeard = performance.now();
  let frame;
  try {
    frame = JSON.parse(event.data);
  } catch {
    return;
  }
  tell("frame", frame);
  document.dispatchEvent(new CustomEvent(`live:${frame.type}`, { detail: frame }));
}

function onClose(event) {
  if (event.target !== socket) return;
  clearInterval(pingTimer);
  if (FINAL.has(event.code)) {
    tell("ended", event.code);
    return;
  }
  failures += 1;
  tell("lost", failures);
  const ceiling = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** failures);
  retryTimer = setTimeout(connect, FIRST_WAIT_MS + Math.random() * ceiling);
}

// A connection that is half open sends no close: who hears nothing hangs up.
function keepAlive() {
  if (performance.now() - lastHeard > SILENT_FOR_MS) {
    const silent = socket;
    silent.close();
    onClose({ target: silent, code: 1006 });
    return;
  }
  send({ type: "ping" });
}

function retryNow() {
  if (listeners.size === 0 || isUp() || socket?.readyState === WebSocket.CONNECTING) return;
  if (failures > 0) connect();
}

export function isUp() {
  return socket?.readyState === WebSocket.OPEN;
}

// Sends a frame; false when the socket is not up, and then nothing was sent.
export function send(frame) {
  if (!isUp()) return false;
  socket.send(JSON.stringify(frame));
  return true;
}

// Registers { up(), frame(frame), lost(failures), ended(code) } and connects when it is the first.
export function listen(listener) {
  listeners.add(listener);
  if (socket === null) connect();
  else if (isUp()) listener.up?.();
}

addEventListener("online", retryNow);
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") retryNow();
});
