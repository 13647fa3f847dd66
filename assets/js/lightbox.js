// a.picture: looked at over the page, with those of the same message an arrow away. Escape closes, and the focus goes back to
// where it was. Without this script the link opens the picture.

const box = document.getElementById("lightbox");
let pictures = [];
let at = 0;

function show(place) {
  at = (place + pictures.length) % pictures.length;
  const link = pictures[at];
  const { alt } = link.querySelector("img");
  const image = box.querySelector("img");
  image.src = link.href;
  image.alt = alt;
  const words = pictures.length > 1 ? box.dataset.place.replace("{n}", at + 1).replace("{all}", pictures.length) : "";
  box.querySelector("[data-caption]").textContent = [words, alt].filter(Boolean).join(" · ");
  Object.assign(box.querySelector("a"), { href: link.dataset.original, download: link.dataset.name });
}

addEventListener("click", (event) => {
  const link = event.target.closest?.("a.picture");
  if (!box || !link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  pictures = [...link.closest(".pictures").querySelectorAll("a.picture")];
  for (const button of box.querySelectorAll("[data-turn]")) button.hidden = pictures.length < 2;
  show(pictures.indexOf(link));
  box.showModal();
});

box?.addEventListener("click", (event) => {
  const button = event.target.closest("[data-turn]");
  if (button) show(at + Number(button.dataset.turn));
  else if (event.target === box) box.close();
});

box?.addEventListener("keydown", (event) => {
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  // What stands behind hears none of it.
  event.stopPropagation();
  if (step) show(at + step);
});

// The next one does not begin with the last.
box?.addEventListener("close", () => box.querySelector("img").removeAttribute("src"));
