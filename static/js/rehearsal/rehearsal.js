// A rehearsal: the whole of it lies in this page, goes along with everything that is pressed, and comes back changed.

import { face } from "../room/face.js";
import { apply } from "../room/patch.js";
import { mark } from "../room/personal.js";
import { csrfToken } from "../ui/csrf.js";
import { writing } from "./writing.js";

const LOOK = 1500; // ms between two looks at what the others did
const LONGEST = 8000; // ms that go by at most between two looks, as the server counts

const room = () => document.getElementById("room");
const frame = () => document.getElementById("frame");
const voice = document.getElementById("voice");
const said = document.getElementById("said");
let since = performance.now();
let busy = Promise.resolve();
let waiting = 0;

function say(words) {
  voice.textContent = "";
  if (words) setTimeout(() => { voice.textContent = words; }, 50);
}

// The rehearsal's own time: it may run faster, and stands still while nobody looks.
function now() {
  const { now: then, speed } = frame().dataset;
  return Number(then) + Math.min(performance.now() - since, LONGEST) * Number(speed);
}

const dial = face({ room, now, onMoment: (name) => say(voice.dataset[name]) });

function trouble(words) {
  if (!said) return say(words);
  said.hidden = !words;
  said.querySelector("span").textContent = words;
}

function place(html, options) {
  const before = document.getElementById("body").dataset.place;
  const eye = frame().dataset.eye;
  since = performance.now();
  apply(html, options);
  room().dataset.person = frame().dataset.person;
  mark(room());
  dial.tick();
  const body = document.getElementById("body");
  if (body.dataset.place === before && frame().dataset.eye === eye) return;
  say(body.dataset.spoken);
  if (frame().dataset.closed) document.getElementById("main").focus(); // what was pressed is not there any more
  window.scrollTo({ top: 0 });
}

// One after the other: each thing is done to what the one before it left.
function send(act, fields = [], options = {}) {
  waiting += 1;
  busy = busy.then(() => one(act, fields, options)).catch(() => trouble(voice.dataset.unsent ?? "")).finally(() => { waiting -= 1; });
  return busy;
}

async function one(act, fields, options) {
  const body = [...fields, ["act", act], ["rehearsal", document.getElementById("letters").value]];
  const response = await fetch(location.pathname, {
    method: "POST",
    body: new URLSearchParams(body),
    headers: { "X-CSRFToken": csrfToken() },
    credentials: "same-origin",
    redirect: "manual",
  });
  if (response.type === "opaqueredirect") return location.reload(); // logged out meanwhile
  if (!response.ok) return trouble(response.headers.get("Content-Type")?.startsWith("text/plain") ? await response.text() : String(response.status));
  if (act !== "tick") trouble("");
  place(await response.text(), options);
}

writing({ send });

document.addEventListener("click", ({ target }) => {
  if (target.closest("[data-how-long]")) say(dial.still(voice.dataset));
});

setInterval(() => {
  if (!document.hidden && !waiting && !frame().dataset.closed) send("tick");
}, LOOK);

if (matchMedia("(min-width: 960px)").matches) document.getElementById("rh-tools").open = true;
mark(room());
