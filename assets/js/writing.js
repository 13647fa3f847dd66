// Composers: opening one puts the cursor in it, and its toolbar writes Markdown.

import { each } from "./html.js";

addEventListener("toggle", (event) => {
  if (event.target.matches("details.composer[open]")) event.target.querySelector("textarea")?.focus();
}, true);

// A link to #write opens the composer it leads into.
function reveal() {
  const target = location.hash && document.getElementById(location.hash.slice(1));
  target?.closest?.("details.composer")?.setAttribute("open", "");
}
addEventListener("hashchange", reveal);
reveal();

each(".composer-tools[hidden]", (tools) => (tools.hidden = false));

const marks = {
  bold: (chosen) => [`**${chosen}**`, 2],
  italic: (chosen) => [`*${chosen}*`, 1],
  list: (chosen) => [chosen.split("\n").map((line) => `- ${line}`).join("\n"), 2],
  link: (chosen) => (/^https?:/.test(chosen) ? [`[](${chosen})`, 1] : [`[${chosen}](https://)`, 1]),
  mention: () => ["@", 1],
};

addEventListener("click", (event) => {
  const button = event.target.closest?.("button[data-mark]");
  const textarea = button?.form?.querySelector("textarea[name=body]");
  if (!textarea) return;
  const { selectionStart: start, selectionEnd: end, value } = textarea;
  const chosen = value.slice(start, end);
  const [written, inside] = marks[button.dataset.mark](chosen);
  textarea.focus();
  textarea.setRangeText(written, start, end, chosen ? "end" : "select");
  if (!chosen) textarea.setSelectionRange(start + inside, start + inside);
  textarea.dispatchEvent(new InputEvent("input", { bubbles: true }));
});
