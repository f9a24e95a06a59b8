// Put somebody on a chair: drag a face with mouse or finger, or pick it up with Enter and choose with the arrow keys.
// Without this script the buttons and lists of the page do the same. What is sent is the form of the page itself.
import { mover } from "./mover.js";

const EDGE = 60; // px from where the page scrolls along
let moving = null; // { handle, seat, ghost, pointer, start }

const root = () => document.querySelector("[data-composing]");
const say = (words) => (root().querySelector("[data-said]").textContent = words);
const free = () => root().dataset.free.split(" ").filter(Boolean).map(Number);
const put = mover({ root, say, onDrawn: carryOn });
const chairs = () => [...root().querySelectorAll("[data-table] svg")].map((table) => [...table.querySelectorAll("g.t-p")]);
const words = (name, values = {}) =>
  Object.entries(values).reduce((text, [key, value]) => text.replace(`{${key}}`, value), root().dataset[name]);

const ready = () => root().querySelectorAll("[data-handle], [data-how]").forEach((one) => (one.hidden = false));

function light(seat) {
  for (const table of chairs()) table.forEach((chair, n) => chair.classList.toggle("is-target", n + 1 === seat));
}

function seatAt(x, y) {
  const chair = document.elementFromPoint(x, y)?.closest("g.t-p");
  const table = chair && chairs().find((all) => all.includes(chair));
  const seat = table ? table.indexOf(chair) + 1 : 0;
  return free().includes(seat) ? seat : 0;
}

function hold() {
  root().classList.add("is-moving");
  moving.handle.setAttribute("aria-pressed", "true");
}

function pickUp(handle) {
  moving = { handle, seat: 0, ghost: null };
  hold();
}

function letGo() {
  if (!moving) return;
  moving.handle.removeAttribute("aria-pressed");
  moving.ghost?.remove();
  root().classList.remove("is-moving");
  light(0);
  moving = null;
}

const choose = (seat) => light((moving.seat = seat));

function drop() {
  const { handle, seat } = moving;
  const { applicant } = handle.closest("[data-applicant]").dataset;
  letGo();
  if (seat) put(applicant, seat);
}

// The page is drawn anew while somebody is being carried: they stay in the hand.
function carryOn() {
  ready();
  if (!moving) return;
  const { applicant } = moving.handle.closest("[data-applicant]").dataset;
  const handle = root().querySelector(`[data-applicant="${applicant}"] [data-handle]`);
  const { seat, pointer } = moving;
  if (!handle) return letGo();
  moving.handle = handle;
  hold();
  if (free().includes(seat)) choose(seat);
  else if (pointer === undefined) step(handle, 0);
}

document.addEventListener("pointerdown", (event) => {
  const handle = event.target.closest?.("[data-handle]");
  if (!handle || event.button) return;
  event.preventDefault();
  handle.focus({ preventScroll: true });
  letGo();
  pickUp(handle);
  moving.pointer = event.pointerId;
  moving.start = [event.clientX, event.clientY];
});

document.addEventListener("pointermove", (event) => {
  if (!moving || moving.pointer !== event.pointerId) return;
  if (!moving.ghost) {
    if (Math.hypot(event.clientX - moving.start[0], event.clientY - moving.start[1]) < 5) return;
    moving.ghost = moving.handle.querySelector(".pk-face").cloneNode(true);
    moving.ghost.classList.add("co-ghost");
    document.body.append(moving.ghost);
  }
  moving.ghost.style.left = `${event.clientX}px`;
  moving.ghost.style.top = `${event.clientY}px`;
  choose(seatAt(event.clientX, event.clientY));
  if (event.clientY < EDGE) window.scrollBy(0, -14);
  if (event.clientY > window.innerHeight - EDGE) window.scrollBy(0, 14);
});

document.addEventListener("pointerup", (event) => {
  if (!moving || moving.pointer !== event.pointerId) return;
  if (moving.ghost) drop();
  else letGo();
});
document.addEventListener("pointercancel", letGo);

document.addEventListener("keydown", (event) => {
  const handle = event.target.closest?.("[data-handle]");
  if (!handle) return;
  const held = moving?.handle === handle && moving.pointer === undefined;
  if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    if (held) return void drop();
    letGo();
    pickUp(handle);
    return step(handle, 0);
  }
  if (!held) return;
  if (event.key === "Escape" || event.key === "Tab") {
    letGo();
    say(words("down", { name: handle.dataset.name }));
  } else if (event.key.startsWith("Arrow")) {
    event.preventDefault();
    step(handle, event.key === "ArrowRight" || event.key === "ArrowDown" ? 1 : -1);
  }
});

function step(handle, by) {
  const all = free();
  const now = all.indexOf(moving.seat || Number(handle.dataset.chair) || all[0]);
  choose(all[(Math.max(now, 0) + by + all.length) % all.length] ?? 0);
  say(words(by ? "at" : "up", { name: handle.dataset.name, chair: moving.seat }));
}

if (root()) ready();
