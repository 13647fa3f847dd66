// Written without a network: kept on this device under its writer's name, shown as waiting, and sent as the form would
// have sent it when the network is back. The form's own id makes sending twice publishing once; who reads is asked as
// always, and when that has changed the text comes back into its form. Whoever signs out is asked first, and leaves nothing.

import { announce, parse } from "./html.js";
import { apply, refuse } from "./live.js";
import { silence } from "./push.js";

const me = document.body.dataset.me;
const box = document.getElementById("outbox");
const FRAGMENT = "text/vnd.parvis.update+html";

const asked = (request) =>
  new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });

async function store(mode = "readonly") {
  const opening = indexedDB.open("parvis", 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore("outbox", { keyPath: ["me", "id"] });
  const database = await asked(opening);
  const transaction = database.transaction("outbox", mode);
  transaction.oncomplete = () => database.close();
  return transaction.objectStore("outbox");
}

const put = async (entry) => asked((await store("readwrite")).put(entry));
const drop = async (entry) => asked((await store("readwrite")).delete([entry.me, entry.id]));
const mine = async () => (await asked((await store()).getAll())).filter((entry) => entry.me === me);

const text = (entry) => entry.fields.find(([name]) => name === "body")?.[1] ?? "";
const form = (entry) => document.querySelector(`form[data-draft="${entry.draft}"]`);

async function hold(form) {
  const id = form.querySelector("[name=id]")?.value;
  const fields = [...new FormData(form)].filter(([, value]) => typeof value === "string");
  const entry = { me, id, url: form.action, page: location.pathname, draft: form.dataset.draft, fields, state: "waiting" };
  if (!me || !id || !text(entry).trim()) return;
  await put(entry);
  // It stands in the outbox now: neither in the draft nor in the form.
  form.dispatchEvent(new CustomEvent("parvis:sent", { bubbles: true }));
  form.querySelector("[name=body]").value = "";
  const title = form.querySelector("[name=title]");
  if (title) title.value = "";
  form.querySelector("[name=id]").value = newId();
  await show();
  announce(box.dataset.waiting);
}

// As the server makes them (UUIDv7): what is written later comes later.
function newId() {
  const hex = [...crypto.getRandomValues(new Uint8Array(10))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const time = Date.now().toString(16).padStart(12, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex.slice(0, 3)}-8${hex.slice(3, 6)}-${hex.slice(6, 18)}`;
}

async function show() {
  const entries = await mine();
  const answers = document.getElementById("form-answer");
  if (answers && entries.some((entry) => form(entry) === answers)) answers.before(box);
  box.replaceChildren(...[...sent, ...entries].map(line));
  box.hidden = !box.childElementCount;
  waiting = entries.length;
}

function line(entry) {
  const note = document.createElement("article");
  note.className = "outbox-entry";
  note.dataset.state = entry.state;
  const words = document.createElement("p");
  words.className = "voice";
  words.dataset.size = "s";
  words.textContent = text(entry);
  const state = document.createElement("p");
  state.className = "small muted";
  state.textContent = box.dataset[entry.state];
  const row = document.createElement("p");
  row.className = "cluster";
  row.append(...acts(entry));
  note.append(words, state, row);
  return note;
}

// What one can do with it.
function acts(entry) {
  const discard = button(box.dataset.drop, () => drop(entry).then(show));
  if (entry.state === "sent") return [link(entry.page)];
  if (entry.state === "enter") return [link(`/sign-in?next=${entry.page}`), discard];
  return [form(entry) ? button(box.dataset.resume, () => resume(entry)) : link(entry.page), discard];
}

function button(label, act) {
  const made = document.createElement("button");
  Object.assign(made, { type: "button", className: "btn", textContent: label, onclick: act });
  made.dataset.size = "s";
  return made;
}

function link(to) {
  const made = document.createElement("a");
  Object.assign(made, { className: "btn", href: to, textContent: box.dataset.there });
  made.dataset.size = "s";
  return made;
}

async function resume(entry) {
  const field = form(entry).querySelector("[name=body]");
  field.value = [field.value, text(entry)].filter(Boolean).join("\n\n");
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  field.focus();
  await drop(entry);
  await show();
}

async function send(entry) {
  const headers = { Accept: `${FRAGMENT}, text/html;q=0.9` };
  const answer = await fetch(entry.url, { method: "POST", body: new URLSearchParams(entry.fields), headers }).catch(() => null);
  // No network after all, too fast, or broken: it waits; and whoever is signed out is asked in first.
  if (answer?.status === 401) await put({ ...entry, state: "enter" });
  if (!answer || [401, 429].includes(answer.status) || answer.status >= 500) return false;
  const here = form(entry);
  if (answer.ok) {
    await drop(entry);
    const updates = answer.headers.get("content-type")?.startsWith(FRAGMENT) && (await answer.text());
    // What is being written there now stays.
    const isFree = ["", text(entry)].includes(here?.querySelector("[name=body]").value);
    if (updates && here) apply(updates, (to) => isFree || !to.startsWith("#form-"));
    if (answer.redirected) sent = [...sent, { ...entry, state: "sent", page: new URL(answer.url).pathname }];
    announce(box.dataset.sent);
  } else if (here && [409, 422].includes(answer.status)) {
    await drop(entry);
    refuse(here, null, parse(await answer.text()));
  } else {
    await put({ ...entry, state: [409, 422].includes(answer.status) ? "asks" : "refused" });
  }
  return true;
}

// Messages that were sent from this page: nothing of it shows them.
let sent = [];
let sending = false;
let waiting = 0;

async function flush() {
  if (sending || !navigator.onLine) return;
  sending = true;
  try {
    for (const entry of await mine()) {
      if (entry.state === "refused" || (entry.state === "asks" && !form(entry))) continue;
      if (!(await send(entry))) break;
    }
  } finally {
    sending = false;
    await show();
  }
}

if (me && box && globalThis.indexedDB) {
  addEventListener("parvis:offline", ({ target }) => target.matches("form[data-draft]") && hold(target));
  addEventListener("online", flush);
  addEventListener("pageshow", flush);
  setInterval(() => waiting && flush(), 30_000);
}

// Whoever signs out leaves nothing behind on a shared machine, and is asked when that loses something.
addEventListener("submit", async (event) => {
  if (event.defaultPrevented || !event.target.matches('form[action="/sign-out"]')) return;
  event.preventDefault();
  if (waiting && !confirm(box.dataset.leave)) return;
  const soon = new Promise((done) => setTimeout(done, 1000));
  await Promise.race([soon, forget()]).catch(() => {});
  event.target.submit();
});

async function forget() {
  for (const key of Object.keys(localStorage)) if (key.startsWith("draft:")) localStorage.removeItem(key);
  for (const name of (await globalThis.caches?.keys()) ?? []) await caches.delete(name);
  for (const entry of await mine()) await drop(entry);
  await silence().catch(() => {});
  await (await navigator.serviceWorker?.getRegistration())?.unregister();
}
