// This device rings: the form #device of the settings, filled with what the browser agrees on with its push service. Nothing is
// asked of anybody before its button is pressed. The page lists the devices that ring, and ends each by a plain form.

const me = document.body.dataset.me;
const form = document.getElementById("device");
const button = form?.querySelector("button");
const status = form?.querySelector("[role=status]");
const able = Boolean(navigator.serviceWorker && globalThis.PushManager && globalThis.Notification);

const subscription = async () => (await navigator.serviceWorker?.getRegistration())?.pushManager?.getSubscription();

function say(state) {
  status.textContent = form.dataset[state];
  button.hidden = !["off", "failed"].includes(state);
  button.disabled = false;
}

async function state() {
  if (!able) return "unable";
  if (Notification.permission === "denied") return "denied";
  const rings = "rings" in form.dataset && Notification.permission === "granted" && (await subscription());
  return rings ? "on" : "off";
}

const bytes = (base64) => Uint8Array.from(atob(base64.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));

async function subscribe() {
  const worker = await navigator.serviceWorker.ready;
  const options = { userVisibleOnly: true, applicationServerKey: bytes(form.dataset.key) };
  try {
    return await worker.pushManager.subscribe(options);
  } catch {
    // One of before, of another key.
    await (await worker.pushManager.getSubscription())?.unsubscribe();
    return worker.pushManager.subscribe(options);
  }
}

// A browser that finds no way to its service tries for long.
const late = () => new Promise((_, failed) => setTimeout(failed, 30_000));

async function ring() {
  if ((await Notification.requestPermission()) !== "granted") return say(await state());
  status.textContent = form.dataset.waits;
  const { endpoint, keys } = (await Promise.race([subscribe(), late()])).toJSON();
  Object.assign(form.elements.endpoint, { value: endpoint });
  Object.assign(form.elements.p256dh, { value: keys.p256dh });
  Object.assign(form.elements.auth, { value: keys.auth });
  localStorage.setItem("rings", me);
  form.submit();
}

if (form) {
  state().then(say);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    button.disabled = true;
    ring().catch(() => say("failed"));
  });
}

// Whoever sat here before is not told of before somebody else.
export async function silence() {
  localStorage.removeItem("rings");
  await (await subscription())?.unsubscribe();
}

const whose = localStorage.getItem("rings");
if (me && whose && whose !== me && able) silence().catch(() => {});
