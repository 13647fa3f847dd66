// <form data-live>: sent without leaving the page. The server answers with
//
//   <p-update to="#comments" how="append" say="Réponse publiée">…</p-update>
//
// `how` is append, prepend, before, after, replace or remove. Anything else the server may answer
// is followed as a browser would: a redirect is gone to, a page with errors takes the form's place.

import { announce, parse } from "./html.js";

const FRAGMENT = "text/vnd.parvis.update+html";

const ways = {
  append: (target, nodes) => target.append(...nodes),
  prepend: (target, nodes) => target.prepend(...nodes),
  before: (target, nodes) => target.before(...nodes),
  after: (target, nodes) => target.after(...nodes),
  replace: (target, nodes) => target.replaceWith(...nodes),
  remove: (target) => target.remove(),
};

// Applies the updates in `html` to the page.
export function apply(html) {
  for (const update of parse(html).querySelectorAll("p-update")) {
    const target = document.querySelector(update.getAttribute("to"));
    const how = update.getAttribute("how");
    const nodes = [...update.childNodes];
    if (how !== "replace") forget(nodes);
    if (target) ways[how]?.(target, nodes);
    if (update.hasAttribute("say")) announce(update.getAttribute("say"));
    nodes.find((node) => node.querySelector?.("[autofocus]"))?.querySelector("[autofocus]").focus();
  }
}

// The same thing may come twice, as an answer and from elsewhere: it is shown once.
function forget(nodes) {
  for (const node of nodes) if (node.id) document.getElementById(node.id)?.remove();
}

async function send(form, submitter) {
  const data = new FormData(form, submitter);
  const hasFiles = [...data.values()].some((value) => value instanceof File && value.size > 0);
  const fields = hasFiles ? data : new URLSearchParams([...data].filter(([, value]) => !(value instanceof File)));
  form.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(submitter?.hasAttribute("formaction") ? submitter.formAction : form.action, {
      method: "POST",
      body: fields,
      headers: { Accept: `${FRAGMENT}, text/html;q=0.9` },
    });
    await follow(form, answer);
  } catch {
    form.dispatchEvent(new CustomEvent("parvis:offline", { bubbles: true }));
  } finally {
    form.removeAttribute("aria-busy");
  }
}

async function follow(form, answer) {
  if (answer.ok) form.dispatchEvent(new CustomEvent("parvis:sent", { bubbles: true }));
  if (answer.headers.get("content-type")?.startsWith(FRAGMENT)) {
    const updates = await answer.text();
    if (answer.ok) form.reset();
    apply(updates);
  } else if (answer.redirected) {
    location.assign(answer.url);
  } else if (answer.status !== 204) {
    adopt(form, parse(await answer.text()));
  }
}

// A whole page came back, with what is wrong in it: its form takes the place of ours, or its main.
function adopt(form, page) {
  const same = form.id && page.getElementById(form.id);
  const [ours, theirs] = same ? [form, same] : [document.querySelector("main"), page.querySelector("main")];
  if (!theirs) return location.reload();
  ours.replaceWith(theirs);
  (theirs.querySelector("[aria-invalid=true]") ?? theirs.querySelector("h1, textarea"))?.focus();
}

addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || !form.matches("form[data-live]")) return;
  event.preventDefault();
  if (!form.hasAttribute("aria-busy")) send(form, event.submitter);
});
