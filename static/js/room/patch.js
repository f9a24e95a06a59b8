// Puts what the server sent in its place: each element replaces the one with the same id, or comes first in the list
// that it names. Never takes the keyboard, and never puts something older over something newer.

const answers = new Map(); // id → { at, element }: what came as an answer, drawn as the room was at version `at`

function parse(html) {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  return [...holder.content.children];
}

// Where somebody is typing, or stands with the keyboard, so that an element that is replaced under their hands gives it
// back. A control is known again by its id.
function typing(inside) {
  const field = document.activeElement;
  if (!field || field === document.body || !inside.contains(field) || !field.id) return null;
  const range = "selectionStart" in field ? [field.selectionStart, field.selectionEnd] : null;
  const { key, step } = field.form?.dataset ?? {};
  return { id: field.id, key, step, card: field.form?.elements.id?.value, value: field.value, range };
}

function giveBack(state) {
  const field = state && document.getElementById(state.id);
  if (!field || field.form?.dataset.step !== state.step) return;
  if (field.matches("textarea") && field.form?.dataset.key === state.key) {
    field.value = state.value;
    if (state.card) field.form.elements.id.value = state.card; // the text goes on as the card that it was
  }
  field.focus({ preventScroll: true });
  if (state.range && field.setSelectionRange) field.setSelectionRange(...state.range);
}

const HELD = "input, textarea, select, details"; // these hold more than their attributes say

// Makes `old` into `fresh` and leaves alone what is the same: a clock that stops has its digits changed, not its table.
function become(old, fresh) {
  if (old.isEqualNode(fresh)) return;
  if (old.nodeName !== fresh.nodeName || old.childNodes.length !== fresh.childNodes.length) return old.replaceWith(fresh);
  if (old.nodeType === Node.TEXT_NODE) old.data = fresh.data;
  if (old.nodeType !== Node.ELEMENT_NODE) return;
  for (const { name } of [...old.attributes]) if (!fresh.hasAttribute(name)) old.removeAttribute(name);
  for (const { name, value } of fresh.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  const next = [...fresh.childNodes];
  [...old.childNodes].forEach((child, nth) => become(child, next[nth]));
}

// What a patch says of a clock that only stopped, went on or got more time: the rest of it stays as it is.
function setTime(clock, { dataset }) {
  for (const name of ["total", "left", "ends"]) {
    if (name in dataset) clock.dataset[name] = dataset[name];
    else delete clock.dataset[name];
  }
  const line = clock.querySelector("progress");
  if (line && line.max !== Number(dataset.total)) line.max = dataset.total; // the same once more is drawn once more
}

// Of the clock alone, and what says that it stands still: nothing in it is somebody's own.
export const onlyTime = (html) => html.startsWith('<i id="clock" data-time ');

// What was drawn after version `at` and may be on the screen.
function newerThan(at) {
  return [...answers].filter(([, answer]) => answer.at > at).map(([id, { element }]) => ({ id, element }));
}

// An older whole gets the newer parts that the screen has.
function withNewer(whole, newer) {
  for (const { id, element } of newer) {
    const part = whole.querySelector(`#${CSS.escape(id)}`);
    part?.replaceWith((document.getElementById(id) ?? element).cloneNode(true));
  }
}

// Returns the elements that are new on the page. `keepField` false when the text in the field is done with; `at`: the
// version that this was drawn at, nothing for the whole; `answer`: it came by itself, before the changes up to there.
export function apply(html, { keepField = true, at = Infinity, answer = false } = {}) {
  const [placed, newer] = [[], newerThan(at)];
  if (at === Infinity) answers.clear();
  for (const element of parse(html)) {
    const old = element.id && document.getElementById(element.id);
    const list = element.dataset.firstIn && document.getElementById(element.dataset.firstIn);
    if (newer.some(({ id }) => (list || old)?.closest(`#${CSS.escape(id)}`))) continue;
    withNewer(element, newer);
    if (answer) answers.set(element.id, { at, element: element.cloneNode(true) });
    if (list) {
      old?.remove();
      list.prepend(element);
      placed.push(element);
    }
    if (list || !old) continue;
    if ("time" in element.dataset) {
      setTime(old, element);
      continue;
    }
    if (!old.querySelector(HELD) && !element.querySelector(HELD)) {
      become(old, element);
      continue;
    }
    const opened = [...old.querySelectorAll("details[open][id]")].map((details) => details.id);
    const state = keepField ? typing(old) : null;
    old.replaceWith(element);
    opened.forEach((id) => element.querySelector(`#${CSS.escape(id)}`)?.setAttribute("open", ""));
    giveBack(state);
    placed.push(element);
  }
  return placed;
}
