// <form data-draft="/drafts/…">: what is typed is kept there, and on this device while it cannot be.
// A [data-draft-status] in the form says so, in the words of its data-saved, data-kept and data-offline.
//
// What is kept on this device goes when it is published and not before: sent is not said.

import { each, typed } from "./html.js";

const PAUSE = 800;
const prefix = `draft:${document.body.dataset.me ?? ""}:`;
const fields = (form) => [...form.querySelectorAll("textarea[name], input[name=title]")];
const drafts = new WeakMap();

class Draft {
  constructor(form) {
    this.form = form;
    this.url = form.dataset.draft;
    this.key = prefix + this.url;
    this.restore();
    form.addEventListener("input", () => this.later());
    form.addEventListener("parvis:sent", () => this.forget());
    form.addEventListener("parvis:offline", () => this.keep("offline"));
    form.addEventListener("submit", (event) => this.submit(event));
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), PAUSE);
  }

  async save() {
    clearTimeout(this.timer);
    this.flight?.abort();
    this.flight = new AbortController();
    try {
      const body = typed(this.form);
      const answer = await fetch(this.url, { method: "POST", body, signal: this.flight.signal, keepalive: true });
      if (!answer.ok) throw new Error(answer.statusText);
      localStorage.removeItem(this.key);
      this.say("saved");
    } catch (error) {
      if (error.name !== "AbortError") this.keep("kept");
    }
  }

  keep(word, sent = false) {
    const words = Object.fromEntries(fields(this.form).map((field) => [field.name, field.value]));
    const id = this.form.querySelector("[name=id]")?.value;
    localStorage.setItem(this.key, JSON.stringify({ ...words, id, sent }));
    if (word) this.say(word);
  }

  // What this device kept comes back only where the server offers nothing, and what was sent only if it did not arrive.
  async restore() {
    const kept = read(this.key);
    const empty = () => fields(this.form).every((field) => !field.value);
    if (!kept || !empty()) return;
    if (kept.sent && (await arrived(kept.id))) return localStorage.removeItem(this.key);
    if (!empty()) return;
    for (const field of fields(this.form)) field.value = kept[field.name] ?? "";
    this.form.closest("details")?.setAttribute("open", "");
    this.say("kept");
  }

  submit(event) {
    clearTimeout(this.timer);
    if (navigator.onLine) return this.keep(null, true);
    event.preventDefault();
    this.form.dispatchEvent(new CustomEvent("parvis:offline", { bubbles: true }));
  }

  // Nothing may be kept any more: it would bring back a draft of what has just been published.
  forget() {
    clearTimeout(this.timer);
    this.flight?.abort();
    localStorage.removeItem(this.key);
    this.say(null);
  }

  say(word) {
    const status = this.form.querySelector("[data-draft-status]");
    if (status) status.textContent = word ? (status.dataset[word] ?? "") : "";
  }
}

function read(key) {
  return JSON.parse(localStorage.getItem(key) ?? "null");
}

// Whether what was written in the form of this id was published: only the server knows, and says so to its writer alone.
async function arrived(id) {
  return fetch(`/forms/${id}`, { method: "HEAD" }).then((answer) => answer.ok, () => false);
}

// What was sent by a page that is left by now is forgotten when it has arrived.
async function tidy(key) {
  const { id, sent } = read(key) ?? {};
  if (sent && (await arrived(id)) && read(key)?.id === id) localStorage.removeItem(key);
}

for (const key of Object.keys(localStorage).filter((key) => key.startsWith(prefix))) tidy(key);

each("form[data-draft]", (form) => drafts.has(form) || drafts.set(form, new Draft(form)));

addEventListener("online", () => {
  for (const form of document.querySelectorAll("form[data-draft]")) {
    if (localStorage.getItem(drafts.get(form)?.key)) drafts.get(form).save();
  }
});
