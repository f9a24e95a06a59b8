// Follow what changes in a room. The page is the truth; the stream only says what to do with it:
// apply version n+1, ignore what is here already, and on any doubt fetch the whole through the door.
import { calmly } from "./offline.js";
import { GRACE, HIDDEN, LOOKS, SILENCE, SOON, STALE } from "./patience.js";

/**
 * url       "/live/run/7/"; version: the one that this page was made with.
 * onPatch   (html, version): put it on the screen. Not called with an empty patch.
 * onResync  () => version or a promise of it: fetch the whole and put it on the screen; throws when that failed.
 * onState   ("live" | "offline"): "offline" only after five seconds without a stream; onHere(ids): who is connected.
 * Returns   { version, take(version, html), resync(), close() }; take: a patch that came by another way.
 */
export function follow({ url, version, onPatch, onResync, onState = () => {}, onHere = () => {} }) {
  let at = version;
  let wanted = version; // what the server has, as far as is known
  let source = null;
  let heard = Date.now();
  let [fetching, failed] = [false, false]; // failed: the last fetch
  let again = false; // asked once more during a fetch, which may have left before what it was asked for
  let [looks, woken] = [0, 0]; // plain fetches so far; and how many are still to come soon, after waking
  const early = new Map(); // patches that overtook another one, or came during a fetch
  const timers = {};
  const state = calmly(onState);

  const never = (name) => { clearTimeout(timers[name]); timers[name] = undefined; };
  const later = (name, wait, then) => { timers[name] ??= setTimeout(() => { never(name); then(); }, wait); };

  function open() {
    source?.close();
    source = new EventSource(`${url}?v=${at}`);
    source.addEventListener("hello", ({ data }) => welcome(Number(data)));
    source.addEventListener("beat", ({ data }) => known(Number(data)));
    source.addEventListener("patch", ({ data, lastEventId }) => take(Number(lastEventId), data));
    source.addEventListener("resync", ({ data }) => doubt(Number(data)));
    source.addEventListener("here", ({ data }) => onHere(data.split(" ")));
    source.addEventListener("kick", moved);
    source.addEventListener("error", lost);
    heard = Date.now();
  }

  function welcome(newest) {
    looks = 0;
    state.live();
    if (!failed) never("look");
    known(newest);
  }

  const moved = () => { open(); resync(); }; // put out, or in another role now: the door knows
  const lost = () => { state.away(); look(); };

  // Without a stream: look now and then, and try the stream again when the browser has given up on it.
  function look() {
    if (document.hidden) return;
    const wait = woken > 0 ? SOON : LOOKS[Math.min(looks, LOOKS.length - 1)];
    later("look", wait * (1 + Math.random() / 2), async () => {
      if (woken > 0) woken -= 1;
      else looks += 1;
      await resync();
      if (source?.readyState === EventSource.CLOSED) open();
      if (failed || source?.readyState !== EventSource.OPEN) look();
    });
  }

  function known(newest) {
    heard = Date.now();
    wanted = Math.max(wanted, newest);
    if (wanted > at && !fetching) later("gap", GRACE, () => wanted > at && resync());
  }

  function take(number, html) {
    early.set(number, html);
    if (!fetching) applyAll();
    known(number);
  }

  function applyAll() {
    for (const number of early.keys()) if (number <= at) early.delete(number);
    while (early.has(at + 1)) {
      const html = early.get(at + 1);
      early.delete(at + 1);
      try {
        if (html) onPatch(html, at + 1);
      } catch {
        return doubt(0); // what cannot be put on the screen in part is fetched whole
      }
      at += 1;
    }
    if (wanted <= at) never("gap");
  }

  // Not all devices in the same moment.
  function doubt(newest) {
    heard = Date.now();
    if (newest === 0 || newest > at) later("gap", Math.random() * GRACE, resync);
  }

  async function resync() {
    if (fetching) { again = true; return; }
    never("gap");
    [fetching, again] = [true, false];
    const asked = wanted;
    try {
      const got = await onResync();
      at = Number.isInteger(got) ? got : Math.max(at, asked);
      failed = false;
    } catch {
      failed = true;
    } finally {
      fetching = false;
    }
    if (failed) return look();
    applyAll();
    if (again || wanted > at) later("gap", GRACE, resync);
  }

  function wake() {
    never("sleep");
    const dead = !source || source.readyState === EventSource.CLOSED;
    if (document.hidden || !(dead || Date.now() - heard > STALE)) return;
    woken = 5;
    never("look");
    open();
    resync(); // at once: whoever takes up a phone wants to see where the group is
  }

  const hide = () => (document.hidden ? later("sleep", HIDDEN, rest) : wake());
  const rest = () => { source?.close(); source = null; never("look"); };
  const watch = setInterval(() => source && Date.now() - heard > SILENCE && !document.hidden && open(), 5_000);
  const listeners = [
    [document, "visibilitychange", hide],
    [window, "online", () => { rest(); wake(); }],
    [window, "offline", lost],
    [window, "pageshow", wake],
    [window, "pagehide", rest],
  ];
  for (const [target, name, then] of listeners) target.addEventListener(name, then);
  open();

  return {
    get version() { return at; },
    take, resync,
    close() {
      rest();
      clearInterval(watch);
      state.stop();
      for (const name of Object.keys(timers)) never(name);
      for (const [target, name, then] of listeners) target.removeEventListener(name, then);
    },
  };
}
