// The live room: follow what the server sends, keep what somebody writes, show the clock.

import { serverClock } from "../live/clock.js";
import { follow } from "../live/stream.js";
import { csrfToken } from "../ui/csrf.js";
import { entries } from "./entries.js";
import { face } from "./face.js";
import { forget, keeper } from "./keep.js";
import { moves } from "./moves.js";
import { apply } from "./patch.js";
import { mark } from "./personal.js";
import { queue } from "./queue.js";

const SLOW = 400; // ms in which the stream should have brought what was sent from here

const room = () => document.getElementById("room");
const link = document.getElementById("link");
const voice = document.getElementById("voice");
const store = keeper(`${room().dataset.run}:${room().dataset.person}`);

function say(words) {
  voice.textContent = "";
  if (words) setTimeout(() => { voice.textContent = words; }, 50);
}

const clock = serverClock();
const dial = face({ room, now: clock.now, say: (name) => say(voice.dataset[name]) });

const line = queue({
  keeper: store,
  token: csrfToken,
  onState: (key, state, words) => {
    written.show(key, state, words);
    if (state === "refused") written.tooLate(key);
  },
  onAnswer: answered,
});
const written = entries({ keeper: store, queue: line });

moves({
  version: () => stream.version,
  token: csrfToken,
  onAnswer: answered,
  onTrouble: () => { link.hidden = false; },
});

const stream = follow({
  url: room().dataset.stream,
  version: Number(room().dataset.version),
  onPatch: (html) => place(html),
  onResync: refresh,
  onState: (state) => { link.hidden = state === "live"; },
});

// What the server says to something that was sent from here: elements to put in their place, or the whole fragment.
async function answered(response, key, record) {
  if (response.type === "opaqueredirect" || response.status === 401 || response.status === 403) return location.reload();
  if (response.status === 404) return gone();
  const isHtml = (response.headers.get("Content-Type") ?? "").startsWith("text/html");
  if (isHtml && response.status !== 500) {
    const drawnAt = Number(response.headers.get("X-Room-Version"));
    const html = await response.text();
    // Overtaken on the way by something newer on the stream: then the whole is fetched.
    if (drawnAt >= stream.version) place(html, { keepField: !record || record.fields.state === "draft" });
    else await stream.resync();
    setTimeout(() => stream.version < drawnAt && stream.resync(), SLOW);
  } else if (response.status === 409 || (response.status === 422 && !record)) {
    if (response.status === 422) say(await response.text());
    await stream.resync();
  }
}

function place(html, options) {
  const before = document.getElementById("body")?.dataset.place;
  const halfWritten = written.unsent();
  apply(html, options);
  mark(room());
  written.restore();
  dial.tick();
  const body = document.getElementById("body");
  if (body.dataset.closed) store.clear();
  if (body.dataset.place === before) return;
  say(body.dataset.spoken);
  window.scrollTo({ top: 0 });
  // Text that was not laid down yet is with the server as a draft: one's own fragment shows it.
  if (halfWritten) written.flush();
  if (halfWritten || body.dataset.again) stream.resync();
}

async function refresh() {
  const response = await fetch(room().dataset.fragment, { headers: { "X-Room": "1" }, redirect: "manual", cache: "no-store" });
  if (response.type === "opaqueredirect") return location.reload();
  if (response.status === 404) return gone();
  if (!response.ok) throw new Error(`fragment: ${response.status}`);
  const html = await response.text();
  const before = document.getElementById("body")?.dataset.place;
  apply(html);
  mark(room());
  written.restore();
  dial.tick();
  const body = document.getElementById("body");
  if (body.dataset.closed) store.clear();
  if (body.dataset.place !== before) say(body.dataset.spoken);
  return Number(response.headers.get("X-Room-Version"));
}

function gone() {
  store.clear();
  location.assign(room().dataset.home);
}

forget(room().dataset.person);
mark(room());
written.resume();
