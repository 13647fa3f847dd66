// The counts of the navigation ([data-live-count]) and the pill over a feed (#fresh, data-feed) move with what happens.

import { refresh } from "./live.js";
import { onPoke, soon } from "./stream.js";

const ask = soon(700, 2500, () => {
  const feed = document.getElementById("fresh")?.dataset.feed ?? "";
  refresh(`/news?${new URLSearchParams({ feed, since: document.body.dataset.live })}`);
});

const concerns = (space) => document.querySelector(`#fresh, [data-live-count="space-${space}"]`);

onPoke(({ kind, space, what }) => {
  if (kind === "resync" || (["published", "moved"].includes(what) && concerns(space))) ask();
});
