// An open thread (#comments, data-post): the message and what was there are set right in their place; what is new waits
// behind a pill (#waiting) until somebody asks for it. Nothing that is read moves, and nothing that has the focus is taken away.

import { refresh, ways } from "./live.js";
import { announce, each } from "./html.js";
import { onPoke, soon } from "./stream.js";

const list = () => document.getElementById("comments");
const pill = () => document.getElementById("waiting");
const body = (comment) => comment.querySelector(":scope > .comment-body");
const box = (comment) => body(comment)?.querySelector(":scope > .comment-replies");

let waiting = []; // new answers, each with the one it answers
let shows = false; // whether new answers are shown as they come

const now = () => list()?.dataset.post && refresh(`/posts/${list().dataset.post}`);
const ask = soon(300, 1200, now);
const askLater = soon(3000, 9000, now);

onPoke(({ kind, post, what }) => {
  if (!list() || (kind !== "resync" && post !== list().dataset.post)) return;
  if (what === "counted") askLater();
  else ask();
});

ways.merge = (_, nodes) => {
  waiting = [];
  for (const node of nodes) if (node.matches?.(".comment")) place(node, null);
  if (shows) show();
  count();
};

// An answer and the answers to it: in the place of what is there, or to the others that wait.
function place(comment, parent) {
  const here = document.getElementById(comment.id);
  if (!here) return waiting.push({ comment, parent });
  const replies = box(comment);
  replies?.remove();
  if (!alike(here, comment)) set(here, comment);
  for (const reply of [...(replies?.children ?? [])]) place(reply, comment.id);
}

// The message itself: each part of it that reads differently is set right in its place, what is new comes in between, and
// what is no more goes. Its foot is an update of its own.
ways.mend = (here, nodes) => {
  const [mine, theirs] = [here, nodes.find((node) => node.matches?.("article"))].map(main);
  const [before, after] = [parts(mine), parts(theirs)];
  let last = null;
  for (const [name, part] of after) {
    const there = before.get(name);
    if (!there) last ? last.after(part) : mine.prepend(part);
    else if (name !== "post-foot" && !alike(there, part) && !holds(there)) there.replaceWith(part);
    last = there?.isConnected ? there : part;
  }
  for (const [name, part] of before) if (!after.has(name) && !holds(part)) part.remove();
};

const main = (article) => article.querySelector(":scope > .post-main");

// The parts of a message by what they are; several of a kind by their order.
function parts(whole) {
  const known = new Map();
  for (const part of whole.children) {
    let name = part.matches("h1") ? "h1" : part.classList[0];
    while (known.has(name)) name += "+";
    known.set(name, part);
  }
  return known;
}

// Whether somebody is busy there: writes or chooses, has something open, or marks words.
function holds(part) {
  const chooses = [...part.querySelectorAll("input")].some((field) => field.checked !== field.defaultChecked);
  const marked = getSelection();
  const marks = !marked.isCollapsed && marked.containsNode(part, true);
  const isIn = part.contains(document.activeElement);
  if (isIn) part.addEventListener("focusout", ask, { once: true });
  return isIn || chooses || marks || Boolean(part.querySelector(":popover-open"));
}

function set(here, comment) {
  const theirs = box(here);
  const held = [document.activeElement, ...here.querySelectorAll(":popover-open")];
  if (held.some((one) => one !== here && here.contains(one) && !theirs?.contains(one))) {
    return here.addEventListener("focusout", ask, { once: true });
  }
  const focused = document.activeElement === here;
  if (theirs) body(comment).append(theirs);
  here.replaceWith(comment);
  if (focused) focus(comment);
}

function focus(comment) {
  comment.tabIndex = -1;
  comment.focus({ preventScroll: true });
}

// Whether two say the same. How long ago is told by each page for itself.
function alike(one, other) {
  const [a, b] = [one, other].map((comment) => {
    const bare = comment.cloneNode(true);
    box(bare)?.remove();
    bare.removeAttribute("tabindex");
    for (const time of bare.querySelectorAll("time")) time.textContent = "";
    return bare.outerHTML;
  });
  return a === b;
}

function count() {
  const link = pill();
  if (!link) return;
  waiting = waiting.filter(({ comment }) => !document.getElementById(comment.id));
  const all = waiting.reduce((sum, { comment }) => sum + 1 + comment.querySelectorAll(".comment").length, 0);
  const words = all ? (all === 1 ? link.dataset.one : link.dataset.many.replace(/\d+/, all)) : "";
  const shown = link.querySelector("span");
  if (words && words !== shown.textContent) announce(words);
  shown.textContent = words;
  link.hidden = !all;
  if (all) link.href = `/comments/${waiting[0].comment.id.replace("c-", "")}`;
}

function show() {
  for (const { comment, parent } of waiting) {
    const above = parent && document.getElementById(parent);
    if (above && !box(above)) {
      const replies = document.createElement("div");
      replies.className = "comment-replies";
      body(above).append(replies);
    }
    if (comment.matches("[data-elder]")) list().prepend(comment);
    else (above ? box(above) : list()).append(comment);
  }
  const first = waiting[0]?.comment;
  if (!first) return;
  focus(first);
  first.scrollIntoView({ block: "nearest" });
}

addEventListener("click", async (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || !event.target.closest("#waiting")) return;
  event.preventDefault();
  shows = true;
  try {
    await refresh(`/posts/${list().dataset.post}?seen=true`);
  } finally {
    shows = false;
  }
});

// The same answer may come by its own form meanwhile.
each(".comment", () => waiting.length && count());
