// The live room: follow what the server sends, keep what somebody writes, show the clock.

import { serverClock } from "../live/clock.js";
import { follow } from "../live/stream.js";
import { csrfToken } from "../ui/csrf.js";
import { stayAwake } from "./awake.js";
import { chime } from "./chime.js";
import { elsewhere } from "./elsewhere.js";
import { entries } from "./entries.js";
import { face } from "./face.js";
import { leave } from "./goodbye.js";
import { forget, keeper } from "./keep.js";
import { held, known } from "./known.js";
import { leftOver } from "./left.js";
import { moves } from "./moves.js";
import { apply, onlyTime } from "./patch.js";
import { mark, showHere } from "./personal.js";
import { queue } from "./queue.js";
import { voices } from "./voices.js";

const SLOW = 400; // ms in which the stream should have brought what was sent from here

const room = () => document.getElementById("room");
const link = document.getElementById("link");
const store = keeper(`${room().dataset.run}:${room().dataset.person}`);
const left = leftOver(store);
const texts = known();
const { say, tell, words } = voices();
const clock = serverClock();
const sound = chime(document.querySelector("[data-sound]"));
const awake = stayAwake();
const dial = face({
  room,
  now: clock.now,
  onMoment: (name) => {
    say(words[name]);
    if (name === "end") sound.play("end");
  },
});
let [myTurn, answers] = [false, 0]; // answers: so many came to what was written here
const line = queue({
  keeper: store,
  token: csrfToken,
  known: texts,
  onState: (key, state, reason) => {
    written.show(key, state, reason);
    if (state === "refused") written.tooLate(key);
    if (state === "saved" && written.lookAgain.delete(key)) stream.resync();
  },
  onAnswer: (response, key, record) => answered(response, { record, again: record.again }),
  onElsewhere: (key, record, there) => written.apart(key, record, there) || stream.resync(),
});
const written = entries({ keeper: store, queue: line, known: texts });

moves({
  version: () => stream.version, now: clock.now,
  token: csrfToken,
  onAnswer: (response, again) => answered(response, { again }),
  onTrouble: () => tell(words.unsent),
});

const stream = follow({
  url: room().dataset.stream,
  version: Number(room().dataset.version),
  onPatch: (html, at) => place(html, { at }),
  onResync: refresh,
  onState: (state) => { link.hidden = state === "live"; },
  onHere: showHere,
});

// What the server says to something that was sent from here: elements to put in their place, or the whole fragment.
async function answered(response, { record, again }) {
  if (record) answers += 1;
  if (response.type === "opaqueredirect" || response.status === 401 || response.status === 403) return location.reload();
  // Out of the room, as the fragment says then; or only out of the lead.
  if (response.status === 404) return stream.resync().then(() => !record && document.getElementById("clock") && tell(words.overtaken));
  const isHtml = (response.headers.get("Content-Type") ?? "").startsWith("text/html");
  // Whatever was heard twice is done: only who was really too late, or may not, is told why.
  if (!record && !again && response.status === 409) tell(words.overtaken);
  if (!record && !again && response.status === 422) tell(await response.clone().text());
  if (isHtml && response.status !== 500) {
    const drawnAt = Number(response.headers.get("X-Room-Version"));
    const html = await response.text();
    if (response.headers.has("X-Room-Patch")) return stream.take(drawnAt, html); // often here already
    // Overtaken on the way by something newer on the stream: then the whole is fetched.
    if (drawnAt >= stream.version) place(html, { keepField: !record || record.fields.state === "draft", at: drawnAt, answer: true });
    else await stream.resync();
    setTimeout(() => stream.version < drawnAt && stream.resync(), SLOW);
  } else if (response.status === 409 || (response.status === 422 && (!record || again))) {
    await stream.resync();
  }
}

// What is on the screen now is marked as mine, and gets its texts, time and voice. True when the step is another one.
function settled(before) {
  mark(room());
  written.restore();
  dial.tick();
  const body = document.getElementById("body");
  if (body.dataset.closed) {
    left.show();
    awake.letGo();
  }
  const now = Boolean(room().querySelector(`#spot [data-who="${CSS.escape(room().dataset.person)}"]`));
  if (now && !myTurn) sound.play("turn");
  myTurn = now;
  if (body.dataset.place === before) return false;
  say(body.dataset.spoken);
  return true;
}

function show(html, options) {
  if (onlyTime(html)) return apply(html, options) && dial.tick();
  const before = document.getElementById("body")?.dataset.place;
  const begun = written.begun();
  left.look();
  apply(html, options);
  const moved = settled(before);
  if (written.lost(begun, { ...options, moved }) || (moved && document.getElementById("body").dataset.again)) stream.resync();
  return moved;
}

const place = (html, options) => show(html, options) && window.scrollTo({ top: 0 });

const fragment = () => fetch(`${room().dataset.fragment}?${held()}`, { headers: { "X-Room": "1" }, redirect: "manual", cache: "no-store" });

async function refresh() {
  const [before, response] = [answers, await fragment()];
  if (response.type === "opaqueredirect") return location.reload();
  if (response.status === 404) return gone();
  if (!response.ok) throw new Error(`fragment: ${response.status}`);
  const html = await response.text();
  if (answers !== before) return refresh(); // it may be older than what was stored meanwhile
  show(html);
  return Number(response.headers.get("X-Room-Version"));
}

function gone() {
  store.clear();
  stream.close();
  awake.letGo();
  leave(room());
}

document.addEventListener("click", ({ target }) => target.closest("[data-how-long]") && say(dial.still(words)));

elsewhere({ known: texts, fetchMine: async () => { const response = await fragment(); return response.ok ? response.text() : ""; } });
forget(room().dataset.person);
settled(document.getElementById("body").dataset.place);
written.resume();
