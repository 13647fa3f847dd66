// The hours at which one may be disturbed: drawn again as they are typed. The server draws them as they are kept.

const day = 24 * 60;
const days = [...document.querySelectorAll("fieldset.hours")];

function minute(field) {
  const [hour, rest] = field.value.split(/[:hH.]/).map(Number);
  return field.value && field.validity.valid ? hour * 60 + rest : null;
}

function windowOf(fields) {
  const [from, until] = [minute(fields.querySelector("[name=from]")), minute(fields.querySelector("[name=until]"))];
  const end = until === 0 ? day : until;
  return from === null || end === null || from === end ? null : { from, until: end };
}

function bar(from, until) {
  const rect = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  for (const [name, value] of Object.entries({ x: from, width: until - from, height: 24 })) rect.setAttribute(name, value);
  return rect;
}

function draw() {
  const windows = days.map(windowOf);
  days.forEach((fields, n) => {
    const [own, before] = [windows[n], windows[(n + 6) % 7]];
    const bars = [];
    if (before && before.until < before.from) bars.push(bar(0, before.until));
    if (own) bars.push(bar(own.from, own.until < own.from ? day : own.until));
    fields.querySelector("svg").replaceChildren(...bars);
  });
}

for (const fields of days) fields.addEventListener("input", draw);
