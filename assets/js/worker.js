// What answers when the network does not. The server puts `kept` before this: the addresses of styles, scripts and the
// page /offline, fetched without a cookie. No other page is ever kept, so that a device remembers nothing of its reader.

const store = `parvis-${kept[0]}-${kept[1]}`;

addEventListener("install", (event) => {
  const asked = kept.map((address) => new Request(address, { credentials: "omit", cache: "reload" }));
  event.waitUntil(caches.open(store).then((cache) => cache.addAll(asked)).then(() => skipWaiting()));
});

addEventListener("activate", (event) => {
  event.waitUntil(tidy());
});

async function tidy() {
  for (const other of await caches.keys()) if (other !== store) await caches.delete(other);
  await registration.navigationPreload?.enable();
  await clients.claim();
}

addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(event));
  else if (kept.includes(pathname)) event.respondWith(caches.match(pathname).then((known) => known ?? fetch(request)));
});

async function page(event) {
  try {
    return (await event.preloadResponse) ?? (await fetch(event.request));
  } catch {
    return (await caches.match("/offline")) ?? Response.error();
  }
}

// What happened while no page was open: where and why, and nothing more. The newest stands for those before it.
addEventListener("push", (event) => {
  const { title, body, url, lang } = event.data?.json() ?? {};
  const shown = { body, lang, data: url, tag: "parvis", renotify: true, icon: "/icons/192.png", badge: "/icons/192.png" };
  event.waitUntil(registration.showNotification(title ?? "Parvis", shown));
});

addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(clients.openWindow(event.notification.data ?? "/notifications"));
});

// The browser got another address from its service.
addEventListener("pushsubscriptionchange", (event) => event.waitUntil(move(event)));

async function move({ oldSubscription, newSubscription }) {
  const options = oldSubscription?.options;
  const found = newSubscription ?? (options && (await registration.pushManager.subscribe(options)));
  if (!found) return;
  const { endpoint, keys } = found.toJSON();
  await fetch("/devices", { method: "POST", body: new URLSearchParams({ endpoint, ...keys }) });
}
