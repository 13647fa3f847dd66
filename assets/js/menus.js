// Popover menus: beside their button where the style sheet cannot put them there, and the arrow keys.

const placed = CSS.supports("position-area", "block-end") || matchMedia("(max-width: 40rem)").matches;

addEventListener("toggle", (event) => {
  const menu = event.target;
  if (event.newState !== "open" || !menu.matches(".menu[popover=auto], .menu[popover='']")) return;
  if (!placed) place(menu, document.querySelector(`:is([popovertarget="${menu.id}"], [data-${menu.id}]):is(:hover, :focus)`));
}, true);

function place(menu, button) {
  if (!button) return;
  const from = button.getBoundingClientRect();
  const { width, height } = menu.getBoundingClientRect();
  const left = from.left + width > innerWidth - 8 ? from.right - width : from.left;
  const top = from.bottom + height > innerHeight - 8 ? from.top - height - 4 : from.bottom + 4;
  Object.assign(menu.style, { inset: "auto", margin: 0, left: `${Math.max(8, left)}px`, top: `${Math.max(8, top)}px` });
}

addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const menu = step && (event.target.closest(".menu:popover-open") ?? opened(event.target));
  if (!menu) return;
  const items = [...menu.querySelectorAll("a[href], button:not([disabled])")];
  const next = items.indexOf(document.activeElement) + step;
  event.preventDefault();
  items.at(next < 0 ? -1 : next % items.length)?.focus();
});

// From the button itself, an arrow goes into the menu it has opened.
function opened(button) {
  const menu = document.getElementById(button.getAttribute?.("popovertarget"));
  return menu?.matches(".menu:popover-open") ? menu : null;
}
