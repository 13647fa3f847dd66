// <time datetime data-relative>: « il y a 5 minutes » stays true while the page is open.

const words = new Intl.RelativeTimeFormat(document.documentElement.lang, { numeric: "auto" });
const units = [["second", 60], ["minute", 60], ["hour", 24]];

function tell(time) {
  let passed = (Date.parse(time.dateTime) - Date.now()) / 1000;
  for (const [unit, many] of units) {
    if (Math.abs(passed) < many) return unit === "second" ? words.format(0, "minute") : words.format(Math.round(passed), unit);
    passed /= many;
  }
  return null; // older than a day: the server's words stay
}

setInterval(() => {
  for (const time of document.querySelectorAll("time[data-relative]")) {
    const now = tell(time);
    if (now) time.textContent = now;
  }
}, 60_000);
