// Shortcuts, which the page /shortcuts tells. Those of a single key can be turned off there (WCAG 2.1.4).
//
//   Ctrl or ⌘ + Enter   sends what is being written
//   j, k                next and previous message of a [data-keys] list
//   /  n  r  ?          search, write, answer, and the page of the shortcuts, wherever nothing is being written

import { parse } from "./html.js";

const single = document.body.dataset.keys !== "off";
const acts = { "/": seek, n: write, r: answer, "?": help, j: () => walk(1), k: () => walk(-1) };
const writes = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable], dialog *";

addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing) return;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.matches(".composer textarea")) {
    event.preventDefault();
    event.target.form.requestSubmit(event.target.form.querySelector("button:not([type])"));
  } else if (single && !event.ctrlKey && !event.metaKey && !event.altKey && !event.target.matches(writes)) {
    if (acts[event.key]?.() ?? false) event.preventDefault();
  }
});

const shown = (element) => element?.checkVisibility();

function seek() {
  const field = [...document.querySelectorAll("#search-q, #lintel-q")].find(shown);
  field?.focus();
  field?.select();
  return field;
}

// In a space its own composer, elsewhere the choice of a space.
function write() {
  const composer = document.querySelector("details.composer");
  const menu = document.getElementById("write-menu");
  if (composer) {
    composer.open = true;
    composer.querySelector("textarea").focus();
  } else if (menu) {
    menu.showPopover();
    menu.querySelector("a")?.focus();
  }
  return composer ?? menu;
}

function answer() {
  const field = document.getElementById("answer");
  const here = document.activeElement.closest("article.post")?.querySelector("a.composer-rest");
  if (field) field.focus();
  else here?.click();
  return field ?? here;
}

function walk(step) {
  const list = document.activeElement.closest("[data-keys]") ?? document.querySelector("[data-keys]");
  if (!list) return false;
  const stops = [...list.querySelectorAll("article.post, .lines > li")];
  const here = stops.findIndex((stop) => stop.contains(document.activeElement));
  const next = stops[here < 0 ? 0 : here + step];
  (next?.querySelector("h2 a, h3 a") ?? next?.querySelector("a"))?.focus();
  next?.scrollIntoView({ block: "nearest" });
  return next;
}

// The page of the shortcuts in a dialog; without a network there is none.
let dialog;

function help() {
  open();
  return true;
}

async function open() {
  dialog ??= await fetchHelp();
  if (dialog && !dialog.open) dialog.showModal();
}

async function fetchHelp() {
  const answer = await fetch("/shortcuts").catch(() => null);
  const page = answer?.ok && !answer.redirected && parse(await answer.text()).getElementById("shortcuts");
  if (!page) return null;
  const dialog = document.createElement("dialog");
  dialog.className = "dialog";
  dialog.setAttribute("aria-label", page.dataset.title);
  const close = document.createElement("button");
  // What has the focus at first is harmless.
  Object.assign(close, { className: "btn", textContent: page.dataset.close, autofocus: true });
  const foot = document.createElement("form");
  foot.method = "dialog";
  foot.className = "dialog-foot";
  foot.append(close);
  page.id = "shortcuts-dialog";
  page.className = "shortcuts";
  for (const named of page.querySelectorAll("[aria-labelledby]")) {
    const title = page.querySelector(`#${named.getAttribute("aria-labelledby")}`);
    title.id = `dialog-${title.id}`;
    named.setAttribute("aria-labelledby", title.id);
  }
  dialog.append(page, foot);
  document.body.append(dialog);
  return dialog;
}

addEventListener("click", (event) => {
  const link = event.target.closest?.('a[href="/shortcuts"]');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  document.querySelector(".menu:popover-open")?.hidePopover();
  open().then(() => dialog ?? location.assign(link.href));
});
