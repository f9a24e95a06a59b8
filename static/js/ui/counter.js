// <p data-counter-for="id" data-words="%n letters left" data-over="…">: how much room is left, spoken only near the end.
const SOON = 80;

function show(counter, field) {
  const left = Number(counter.dataset.max) - field.value.length;
  counter.textContent = (left < 0 ? counter.dataset.over : counter.dataset.words).replace("%n", String(Math.abs(left)));
  counter.classList.toggle("is-over", left < 0);
  counter.setAttribute("aria-live", left <= SOON ? "polite" : "off");
}

function start(counter) {
  const field = document.getElementById(counter.dataset.counterFor);
  if (!field) return;
  counter.hidden = false;
  field.addEventListener("input", () => show(counter, field));
  show(counter, field);
}

function startAll(root) {
  for (const counter of root.querySelectorAll("[data-counter-for]")) start(counter);
}

startAll(document);
document.addEventListener("htmx:load", (event) => startAll(event.detail.elt));
