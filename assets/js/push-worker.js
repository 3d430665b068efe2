// Shows what is pushed, also while no page of the site is open, and leads to what it is about. It answers
// no requests and keeps nothing: pages come from the server, always.
self.addEventListener("install", () => self.skipWaiting());

// A browser wants something shown for every push, also for one that cannot be read.
function read(data) {
  try {
    return data.json();
  } catch {
    return {};
  }
}

self.addEventListener("push", (event) => {
  const { title = self.location.host, body = "", link = "/me/notifications", tag = "", lang = "" } = read(event.data);
  // Of one tag one is shown: what is sent twice takes the place of itself.
  event.waitUntil(self.registration.showNotification(title, { body, tag, lang, data: { link, tag } }));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(follow(event.notification.data ?? {}));
});

async function follow({ link, tag }) {
  const address = new URL(link ?? "/me/notifications", self.location.origin);
  if (address.origin !== self.location.origin) return;
  if (tag) await post(`/me/notifications/${encodeURIComponent(tag)}/reading`, {});
  const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const there = windows.find((one) => one.url === address.href);
  await (there ? there.focus() : self.clients.openWindow(address.href));
}

self.addEventListener("pushsubscriptionchange", (event) => event.waitUntil(move(event)));

// The push service has given the browser another address. Only who had the old one is told the new one:
// somebody else may be signed in by now.
async function move({ oldSubscription, newSubscription }) {
  if (!oldSubscription) return;
  const found = newSubscription ?? (await self.registration.pushManager.subscribe(oldSubscription.options));
  const { endpoint, keys } = found.toJSON();
  const moved = { endpoint, public_key: keys.p256dh, secret: keys.auth, moved_from: oldSubscription.endpoint };
  await post("/me/notifications/browsers", moved);
}

// Offline, or signed out: the page of settings says what stands.
function post(path, fields) {
  return fetch(path, { method: "POST", body: new URLSearchParams(fields), redirect: "manual" }).catch(() => {});
}
