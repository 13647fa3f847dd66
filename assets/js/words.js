// The words that nobody has said yet: one menu for the whole page, which goes into the form it is opened from, so that its
// buttons send that form. Without script the button leads to a page that has them all.

let menu;

addEventListener("click", (event) => {
  const opener = event.target.closest?.("a[data-words]");
  menu = document.getElementById("words") ?? menu;
  if (!opener || !menu || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const form = opener.closest("form");
  for (const word of menu.children) word.hidden = Boolean(form.querySelector(`.react[value="${word.value}"]`));
  form.append(menu);
  menu.showPopover({ source: opener });
});
