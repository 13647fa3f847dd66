// The words that nobody has said yet: one menu for the whole page, whose buttons send the form it was opened from. Without
// script the button that opens it leads to a page that has them all.

addEventListener("click", (event) => {
  const opener = event.target.closest?.("a[data-words]");
  const menu = document.getElementById("words");
  if (!opener || !menu || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const form = opener.closest("form");
  for (const word of menu.children) {
    word.hidden = Boolean(form.querySelector(`.react[value="${word.value}"]`));
    word.setAttribute("form", form.getAttribute("id"));
  }
  menu.showPopover({ source: opener });
});
