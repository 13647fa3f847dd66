// The bell: a link to the page of what one was told, which opens it as a panel over the page one is on.
//
//   <a data-panel="news" href="/notifications">   <section id="news" popover>
//
// The server answers with updates (live.js) that fill the panel. Where it does not, the link is gone to.

import { apply, FRAGMENT } from "./live.js";

// A press outside closes the panel before the click arrives: the same press does not open it again.
let pressed = null;

addEventListener("pointerdown", (event) => {
  const panel = panelOf(event.target);
  pressed = panel?.matches(":popover-open") ? panel : null;
}, true);

addEventListener("click", (event) => {
  const panel = panelOf(event.target);
  if (!panel || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  const wasOpen = pressed === panel || panel.matches(":popover-open");
  pressed = null;
  if (wasOpen) panel.hidePopover();
  else open(panel, event.target.closest("a[data-panel]").href);
});

function panelOf(target) {
  const link = target.closest?.("a[data-panel]");
  return link && document.getElementById(link.dataset.panel);
}

async function open(panel, address) {
  const answer = await fetch(address, { headers: { Accept: FRAGMENT } }).catch(() => null);
  if (!answer?.ok || !answer.headers.get("content-type")?.startsWith(FRAGMENT)) return location.assign(address);
  const updates = await answer.text();
  panel.showPopover();
  apply(updates);
}
