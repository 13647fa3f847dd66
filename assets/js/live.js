// <form data-live>: sent without leaving the page. The server answers with
//
//   <p-update to="#comments" how="append" say="Réponse publiée">…</p-update>
//
// `how` is append, prepend, before, after, replace, fill or remove; a thread has two more (thread.js). Anything else the server may answer
// is followed as a browser would: a redirect is gone to, a form with errors takes the form's place. What was typed stays
// in the page until the server has said yes.

import { announce, parse, typed } from "./html.js";

export const FRAGMENT = "text/vnd.parvis.update+html";

// Forms that are sent as if there were no script.
const plain = new WeakSet();

export const ways = {
  append: (target, nodes) => target.append(...nodes),
  prepend: (target, nodes) => target.prepend(...nodes),
  before: (target, nodes) => target.before(...nodes),
  after: (target, nodes) => target.after(...nodes),
  replace: (target, nodes) => target.replaceWith(...nodes),
  fill: (target, nodes) => target.replaceChildren(...nodes),
  remove: (target) => target.remove(),
};

// Applies the updates in `html` to the page, or those of them that are wanted; what stands in several places changes in all.
export function apply(html, wanted = () => true) {
  for (const update of parse(html).querySelectorAll("p-update")) {
    if (!wanted(update.getAttribute("to"))) continue;
    const targets = document.querySelectorAll(update.getAttribute("to"));
    const how = update.getAttribute("how");
    // Said once, and not each time that it is still so.
    if (how === "fill" && targets[0]?.textContent.trim() === update.textContent.trim()) continue;
    const nodes = [...update.childNodes];
    if (!["replace", "merge", "mend"].includes(how)) forget(nodes);
    targets.forEach((target, n) => ways[how]?.(target, n ? nodes.map((node) => node.cloneNode(true)) : nodes));
    if (update.hasAttribute("say")) announce(update.getAttribute("say"));
    nodes.find((node) => node.querySelector?.("[autofocus]"))?.querySelector("[autofocus]").focus();
  }
}

// Asks an address for updates. Whatever else it answers is no affair of the page that is there.
export async function refresh(address) {
  const answer = await fetch(address, { headers: { Accept: FRAGMENT } }).catch(() => null);
  if (answer?.ok && answer.headers.get("content-type")?.startsWith(FRAGMENT)) apply(await answer.text());
}

// The same thing may come twice, as an answer and from elsewhere: it is shown once.
function forget(nodes) {
  for (const node of nodes) if (node.id) document.getElementById(node.id)?.remove();
}

async function send(form, submitter) {
  form.setAttribute("aria-busy", "true");
  try {
    const answer = await ask(form, submitter);
    if (answer) await follow(form, submitter, answer);
    else form.dispatchEvent(new CustomEvent("parvis:offline", { bubbles: true }));
  } finally {
    form.removeAttribute("aria-busy");
  }
}

// What the server answers; nothing when it cannot be reached.
async function ask(form, submitter) {
  const whole = form.enctype === "multipart/form-data";
  const request = {
    method: "POST",
    body: whole ? new FormData(form, submitter) : typed(form, submitter),
    headers: { Accept: `${FRAGMENT}, text/html;q=0.9` },
  };
  try {
    return await fetch(submitter?.hasAttribute("formaction") ? submitter.formAction : form.action, request);
  } catch {
    return null;
  }
}

async function follow(form, submitter, answer) {
  if (answer.ok) form.dispatchEvent(new CustomEvent("parvis:sent", { bubbles: true }));
  if (answer.headers.get("content-type")?.startsWith(FRAGMENT)) {
    const updates = await answer.text();
    if (answer.ok) form.reset();
    apply(updates);
  } else if (answer.ok && answer.redirected) {
    location.assign(answer.url);
  } else if (answer.status !== 204) {
    const page = parse(await answer.text());
    if (answer.ok) turn(page);
    else refuse(form, submitter, page);
  }
}

function turn(page) {
  const theirs = page.querySelector("main");
  if (!theirs) return location.reload();
  document.querySelector("main").replaceWith(theirs);
  theirs.querySelector("h1")?.focus();
}

// The server said no, with a page. The form in it, with what is wrong, takes the place of ours; a page that carries on
// what was sent (to sign in first, say) is gone to as a browser would; of any other we say the words, and keep the form.
export function refuse(form, submitter, page) {
  form.dispatchEvent(new CustomEvent("parvis:refused", { bubbles: true }));
  // Not `form.id`: that is its field of this name.
  const id = form.getAttribute("id");
  const same = id && page.getElementById(id);
  if (same) {
    form.replaceWith(same);
    (same.querySelector("[aria-invalid=true]") ?? same.querySelector("textarea"))?.focus();
  } else if (page.querySelector('[name^="kept."]')) {
    plain.add(form);
    form.requestSubmit(submitter);
  } else {
    say(form, page.querySelector("main h1"));
  }
}

// The heading of a page and the sentence under it, above the form.
function say(form, heading) {
  const note = document.createElement("div");
  note.className = "note";
  note.dataset.tone = "warn";
  note.dataset.refusal = "";
  note.setAttribute("role", "alert");
  const words = note.appendChild(document.createElement("div"));
  const advice = heading?.parentElement.querySelector("h1 ~ p");
  for (const [kind, from] of [["strong", heading], ["p", advice]]) {
    if (from) words.appendChild(document.createElement(kind)).textContent = from.textContent;
  }
  if (form.previousElementSibling?.matches("[data-refusal]")) form.previousElementSibling.remove();
  form.before(note);
}

addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || !form.matches("form[data-live]") || plain.delete(form)) return;
  event.preventDefault();
  if (!form.hasAttribute("aria-busy")) send(form, event.submitter);
});
