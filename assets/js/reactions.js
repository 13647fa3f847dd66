// Words under a message answer at once: pressed is pressed, and taken back when the server says no or cannot be reached.
// What the server says then takes the place of all of it.

const before = new WeakMap();

addEventListener("submit", (event) => {
  const { target: form, submitter } = event;
  if (!form.matches("form.reacts") || submitter?.name !== "word" || before.has(form)) return;
  before.set(form, [...form.childNodes].map((node) => node.cloneNode(true)));
  press(form, submitter);
});

for (const kind of ["parvis:offline", "parvis:refused"]) {
  addEventListener(kind, ({ target: form }) => {
    if (before.has(form)) form.replaceChildren(...before.get(form));
    before.delete(form);
  });
}

function press(form, button) {
  const mine = button.getAttribute("aria-pressed") !== "true";
  const said = button.matches(".react") ? button : stand(form, button);
  said.setAttribute("aria-pressed", String(mine));
  const words = said.lastChild;
  const [, name, count] = words.data.match(/^(.*?)\s*(\d*)$/s);
  const now = Number(count) + (mine ? 1 : -1);
  words.data = now > 0 ? `${name} ${now}` : name;
  said.focus();
}

// A word that nobody had said yet comes from the menu and stands with the others.
function stand(form, item) {
  const said = document.createElement("button");
  Object.assign(said, { className: "react", name: "word", value: item.value });
  said.append(item.querySelector(".icon").cloneNode(true), item.textContent.trim());
  form.querySelector("[data-words]").before(said);
  item.closest("[popover]").hidePopover();
  return said;
}
