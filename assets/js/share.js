// button[data-copy]: gives the address of a message away. Telephones share it, other devices copy it; where neither can be,
// the button does not show. The address opens only to those who may read there.

import { announce, each } from "./html.js";

const shares = matchMedia("(pointer: coarse)").matches && navigator.share;

if (shares || navigator.clipboard) each("button[data-copy]", (button) => (button.hidden = false));

addEventListener("click", async (event) => {
  const button = event.target.closest?.("button[data-copy]");
  if (!button) return;
  const url = new URL(button.dataset.copy, location).href;
  try {
    if (shares) return await navigator.share({ url });
    await navigator.clipboard.writeText(url);
    button.lastElementChild.textContent = button.dataset.copied;
    announce(button.dataset.copied);
  } catch {
    // Sharing was given up.
  }
});
