// button[data-tick]: ticks all boxes of the form that it names, wherever they stand; once all are ticked, none.

import { each } from "./html.js";

each("button[data-tick]", (button) => {
  const [word, tick] = [button.lastElementChild, button.lastElementChild.textContent];
  const form = document.getElementById(button.dataset.tick);
  const boxes = () => [...form.elements].filter((one) => one.type === "checkbox");
  const all = () => boxes().every((box) => box.checked);
  const tell = () => (word.textContent = all() ? button.dataset.untick : tick);
  button.hidden = false;
  button.addEventListener("click", () => {
    const ticked = !all();
    for (const box of boxes()) box.checked = ticked;
    tell();
  });
  addEventListener("change", tell);
  tell();
});
