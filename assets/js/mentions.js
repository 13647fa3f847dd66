// <textarea data-mentions="/people/mentions?q=">: after an @, a list of those who may be called.
// The address answers with <div role="option" data-value="@handle">…</div>, aria-disabled where one is not in
// the space; behind those, for whoever may take them in, a link that is an option too and opens beside what is being written.

import "@github/text-expander-element";
import { each, parse } from "./html.js";

each("textarea[data-mentions]", (textarea) => {
  if (textarea.parentElement.localName === "text-expander") return;
  const expander = document.createElement("text-expander");
  expander.setAttribute("keys", "@");
  const place = document.createComment("");
  textarea.replaceWith(place);
  expander.append(textarea); // before it is in the page: it looks for its field once
  place.replaceWith(expander);
  const address = textarea.dataset.mentions;
  expander.addEventListener("text-expander-change", ({ detail }) => detail.provide(options(address, detail.text)));
  expander.addEventListener("text-expander-value", ({ detail }) => (detail.value = detail.item.dataset.value));
  expander.addEventListener("text-expander-activate", () => raise(expander.querySelector(".menu")));
});

let asked = 0;

async function options(address, typed) {
  const nobody = { matched: false };
  const question = (asked += 1);
  const answer = await fetch(address + encodeURIComponent(typed)).catch(() => null);
  // Overtaken while it was under way: it says nothing, or it would replace or close the list of what is typed now.
  if (question !== asked) return new Promise(() => {});
  if (!answer?.ok) return nobody;
  const found = parse(await answer.text()).querySelectorAll("[role=option]");
  if (!found.length) return nobody;
  const menu = document.createElement("div");
  menu.className = "menu";
  menu.role = "listbox";
  found.forEach((option, index) => (option.id ||= `mention-${index}`));
  menu.append(...found);
  return { matched: true, fragment: menu };
}

// Above everything else, or a card would clip it; and inside the window.
function raise(menu) {
  menu.popover = "manual";
  menu.showPopover();
  requestAnimationFrame(() => {
    const { right, bottom, height } = menu.getBoundingClientRect();
    const { clientWidth, clientHeight } = document.documentElement;
    const up = bottom > clientHeight ? height + 32 : 0;
    menu.style.translate = `${Math.min(0, clientWidth - 8 - right)}px ${-up}px`;
  });
}
