// Turns push on and off for this browser. data-push is the key of the site, data-push-worker what runs while
// no page is open, data-push-on that the server has this browser. The forms go to the server with what the
// browser gave; the page then says what stands.
// How long a browser may take to reach its push service: some never give up by themselves.
const PATIENCE_MS = 15_000;

class Push {
  constructor(section) {
    this.section = section;
    this.form = section.querySelector("[data-push-form]");
    this.form.addEventListener("submit", (event) => this.#turnOn(event));
    const forget = section.querySelector("[data-push-forget]");
    forget?.addEventListener("submit", (event) => this.#turnOff(event, forget));
    this.#look();
  }

  #show(state) {
    for (const one of this.section.querySelectorAll("[data-push-state]")) {
      one.hidden = one.dataset.pushState !== state;
    }
    this.form.hidden = state !== "off" && state !== "failed";
  }

  async #look() {
    if (!("serviceWorker" in navigator && "PushManager" in window && "Notification" in window)) {
      return this.#show("unsupported");
    }
    if (Notification.permission === "denied") return this.#show("denied");
    const subscription = await this.#subscription();
    const isOn = subscription && Notification.permission === "granted" && "pushOn" in this.section.dataset;
    return this.#show(isOn ? "on" : "off");
  }

  async #subscription() {
    const registration = await navigator.serviceWorker.getRegistration("/");
    return registration?.pushManager.getSubscription();
  }

  async #turnOn(event) {
    if (this.subscribed) return;
    event.preventDefault();
    try {
      if ((await Notification.requestPermission()) !== "granted") return this.#look();
      this.#show("asking");
      const { endpoint, keys } = (await Promise.race([this.#subscribe(), tooLong()])).toJSON();
      this.form.elements.endpoint.value = endpoint;
      this.form.elements.public_key.value = keys.p256dh;
      this.form.elements.secret.value = keys.auth;
      this.subscribed = true;
      this.form.requestSubmit();
    } catch {
      this.#show("failed");
    }
    return undefined;
  }

  async #subscribe() {
    await navigator.serviceWorker.register(this.section.dataset.pushWorker);
    const { pushManager } = await navigator.serviceWorker.ready;
    const before = await pushManager.getSubscription();
    // One for another key, of a database that is gone, would get nothing.
    if (before && this.#isOther(before)) await before.unsubscribe();
    return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: this.section.dataset.push });
  }

  #isOther(subscription) {
    const bytes = new Uint8Array(subscription.options.applicationServerKey ?? []);
    const text = btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
    return text !== this.section.dataset.push;
  }

  async #turnOff(event, form) {
    if (this.unsubscribed) return;
    event.preventDefault();
    this.unsubscribed = true;
    // Whatever the browser says, the server is to forget it.
    await this.#subscription().then((found) => found?.unsubscribe()).catch(() => {});
    form.requestSubmit();
  }
}

function tooLong() {
  return new Promise((_, reject) => { setTimeout(() => reject(new Error("no answer")), PATIENCE_MS); });
}

export function attach(sections) {
  for (const section of sections) new Push(section);
}
