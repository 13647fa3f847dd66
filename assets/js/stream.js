// What moves, as the server tells it: pokes that carry ids and nothing else. One stream for each browser: the tab that holds
// the lock listens and passes on what it hears. A tab that nobody looks at lets go after a while, and what was missed
// meanwhile is asked for when somebody looks again.

const address = document.body.dataset.live && "/live";
const name = `parvis-live:${document.body.dataset.me ?? ""}`;
const shares = Boolean(navigator.locks && globalThis.BroadcastChannel);

const AWAY = 60_000; // how long an unseen tab still listens
const LONGEST = 60_000; // between two tries
const REMEMBERED = 50;

const hearers = new Set();
let last = document.body.dataset.live; // everything until then is known
let leave = null; // while this tab listens, or waits for its turn
let over = false; // the session has ended
let channel = null;
let recent = []; // what the listening tab heard, for those that come in a moment later

// Calls `hear` with every poke: { kind: "post", post, space, what }, or { kind: "resync" } when some may have been missed.
export function onPoke(hear) {
  hearers.add(hear);
}

// Work that is asked for as often as one likes and done once, a little later: not by all readers at the same moment, and
// not before somebody looks.
export function soon(least, spread, work) {
  let timer = null;
  let waits = false;
  const run = () => {
    timer = null;
    waits = document.hidden;
    if (!waits) work();
  };
  document.addEventListener("visibilitychange", () => waits && !document.hidden && run());
  return () => (timer ??= setTimeout(run, least + Math.random() * spread));
}

function hear(poke) {
  last = poke.id || last;
  if (poke.kind === "end") {
    over = true;
    leave?.();
  } else if (poke.kind !== "hello") {
    for (const one of hearers) one(poke);
  }
}

class Stream {
  tries = 0;

  open() {
    this.source = new EventSource(`${address}?since=${encodeURIComponent(last)}`);
    for (const kind of ["hello", "post", "resync", "end"]) {
      this.source.addEventListener(kind, (event) => this.heard(kind, event));
    }
    this.source.onerror = () => this.later();
  }

  heard(kind, event) {
    this.tries = 0;
    const poke = { kind, id: event.lastEventId, ...(event.data && JSON.parse(event.data)) };
    recent = [...recent.slice(1 - REMEMBERED), poke];
    channel?.postMessage(poke);
    hear(poke);
  }

  // Each time twice as late, and never all at once: a server that stopped had many of us.
  later() {
    this.source.close();
    const wait = Math.min(LONGEST, 1000 * 2 ** (this.tries += 1));
    this.timer = setTimeout(() => this.open(), wait * (0.5 + Math.random()));
  }

  close() {
    clearTimeout(this.timer);
    this.source.close();
  }
}

function listen() {
  if (leave || over || !address) return;
  const leaving = new AbortController();
  leave = () => {
    leave = null;
    leaving.abort();
    channel?.close();
    channel = null;
  };
  const lead = () =>
    new Promise((done) => {
      const stream = new Stream();
      leaving.signal.addEventListener("abort", () => done(stream.close()));
      stream.open();
    });
  if (!shares) return lead();
  channel = new BroadcastChannel(name);
  channel.onmessage = ({ data }) => (data.kind === "since" ? remind(data.id) : hear(data));
  channel.postMessage({ kind: "since", id: last });
  navigator.locks.request(name, { signal: leaving.signal }, lead).catch(() => {});
}

// Another tab was drawn at that moment, and came to listen a little later.
function remind(since) {
  for (const poke of recent) if (poke.kind !== "hello" && poke.id >= since) channel.postMessage(poke);
}

// A machine that slept has a connection that nobody else knows of.
function anew() {
  leave?.();
  if (!document.hidden) listen();
}

let resting = null;
let tick = Date.now();

document.addEventListener("visibilitychange", () => {
  clearTimeout(resting);
  if (document.hidden) resting = setTimeout(() => leave?.(), AWAY);
  else listen();
});
setInterval(() => {
  const slept = Date.now() - tick > 2 * AWAY;
  tick = Date.now();
  if (slept) anew();
}, AWAY / 2);
addEventListener("online", anew);
addEventListener("pagehide", () => leave?.());
addEventListener("pageshow", (event) => event.persisted && listen());
if (!document.hidden) listen();
