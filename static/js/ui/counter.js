// <p data-counter-for="id" data-max="280" data-words="{n} left" data-over="{n} too many" hidden>: how much room is left.
// It is spoken only near the end.
const SOON = 80;

// As the server counts: whole characters, and a line break is two.
function size(text) {
  return [...text.replace(/\r?\n/g, "\r\n")].length;
}

function show(counter, field) {
  const left = Number(counter.dataset.max) - size(field.value);
  counter.textContent = (left < 0 ? counter.dataset.over : counter.dataset.words).replace("{n}", String(Math.abs(left)));
  counter.classList.toggle("is-over", left < 0);
  counter.setAttribute("aria-live", left <= SOON ? "polite" : "off");
}

function start(counter) {
  const field = document.getElementById(counter.dataset.counterFor);
  if (!field || !counter.hidden) return;
  counter.hidden = false;
  field.addEventListener("input", () => show(counter, field));
  show(counter, field);
}

function startAll(root) {
  for (const counter of root.querySelectorAll("[data-counter-for]")) start(counter);
}

startAll(document);
document.addEventListener("htmx:load", (event) => startAll(event.detail.elt));
