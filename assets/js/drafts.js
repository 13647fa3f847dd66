// <form data-draft="/drafts/…">: what is typed is kept there, and on this device while it cannot be.
// A [data-draft-status] in the form says so, in the words of its data-saved, data-kept and data-offline.

import { each } from "./html.js";

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
      const written = [...new FormData(this.form)].filter(([, value]) => !(value instanceof File));
      const body = new URLSearchParams(written);
      const answer = await fetch(this.url, { method: "POST", body, signal: this.flight.signal, keepalive: true });
      if (!answer.ok) throw new Error(answer.statusText);
      localStorage.removeItem(this.key);
      this.say("saved");
    } catch (error) {
      if (error.name !== "AbortError") this.keep("kept");
    }
  }

  keep(word) {
    const typed = Object.fromEntries(fields(this.form).map((field) => [field.name, field.value]));
    localStorage.setItem(this.key, JSON.stringify(typed));
    this.say(word);
  }

  // What this device kept comes back only where the server offers nothing.
  restore() {
    const kept = JSON.parse(localStorage.getItem(this.key) ?? "null");
    if (!kept || fields(this.form).some((field) => field.value)) return;
    for (const field of fields(this.form)) field.value = kept[field.name] ?? "";
    this.form.closest("details")?.setAttribute("open", "");
    this.say("kept");
  }

  submit(event) {
    this.quiet();
    if (navigator.onLine) return void (this.form.matches("[data-live]") || this.forget());
    event.preventDefault();
    this.keep("offline");
  }

  forget() {
    this.quiet();
    localStorage.removeItem(this.key);
    this.say(null);
  }

  // Nothing may be saved any more: it would bring back a draft of what has just been published.
  quiet() {
    clearTimeout(this.timer);
    this.flight?.abort();
  }

  say(word) {
    const status = this.form.querySelector("[data-draft-status]");
    if (status) status.textContent = word ? (status.dataset[word] ?? "") : "";
  }
}

each("form[data-draft]", (form) => drafts.has(form) || drafts.set(form, new Draft(form)));

addEventListener("online", () => {
  for (const form of document.querySelectorAll("form[data-draft]")) {
    if (localStorage.getItem(drafts.get(form)?.key)) drafts.get(form).save();
  }
});

// Whoever signs out leaves nothing behind on a shared machine.
addEventListener("submit", (event) => {
  if (!event.target.matches('form[action="/sign-out"]')) return;
  for (const key of Object.keys(localStorage)) if (key.startsWith("draft:")) localStorage.removeItem(key);
});
