// button[data-copy]: gives the address of a message away. Telephones share it, other devices copy it; where neither can be,
// the button does not show. The address opens only to those who may read there. button[data-copy-text]: copies words.

import { announce, each } from "./html.js";

const shares = matchMedia("(pointer: coarse)").matches && navigator.share;

if (shares || navigator.clipboard) each("button[data-copy]", (button) => (button.hidden = false));

if (navigator.clipboard) each("button[data-copy-text]", (button) => (button.hidden = false));

addEventListener("click", async (event) => {
  const button = event.target.closest?.("button[data-copy], button[data-copy-text]");
  if (!button) return;
  const words = button.dataset.copyText;
  const url = words ?? new URL(button.dataset.copy, location).href;
  try {
    if (shares && !words) return await navigator.share({ url });
    await navigator.clipboard.writeText(url);
    button.lastElementChild.textContent = button.dataset.copied;
    announce(button.dataset.copied);
  } catch {
    // Sharing was given up.
  }
});
