// Shortcuts. Those of a single letter work only while a message of the list has the focus (WCAG 2.1.4).
//
//   Ctrl or ⌘ + Enter   sends what is being written
//   j, k                next and previous message of a [data-keys] list
//   /                   the field of search, wherever nothing is being written

addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing) return;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.matches(".composer textarea")) {
    event.preventDefault();
    event.target.form.requestSubmit(event.target.form.querySelector("button:not([type])"));
  } else if (!event.ctrlKey && !event.metaKey && !event.altKey && !event.target.matches("input, textarea, select, [contenteditable]")) {
    if (event.key === "/") seek(event);
    else walk(event);
  }
});

function seek(event) {
  const fields = [...document.querySelectorAll("#search-q, #lintel-q")];
  const field = fields.find((one) => one.checkVisibility());
  if (!field) return;
  event.preventDefault();
  field.focus();
  field.select();
}

function walk(event) {
  const step = { j: 1, k: -1 }[event.key];
  const list = step && event.target.closest("[data-keys]");
  if (!list) return;
  const stops = [...list.querySelectorAll("article.post, .lines > li")];
  const here = stops.findIndex((stop) => stop.contains(event.target));
  const next = stops[here + step];
  (next?.querySelector("h2 a, h3 a") ?? next?.querySelector("a"))?.focus();
  next?.scrollIntoView({ block: "nearest" });
}
