// What somebody writes or chooses: kept on the device at once, sent when there is a connection, shown as it stands.

import { besides } from "./apart.js";
import { filled, newId } from "./keep.js";

const REST = 700; // milliseconds of quiet before half-written text goes to the server

export function entries({ keeper, queue, known }) {
  const timers = new Map();
  const lookAgain = new Set(); // keys of fields that do not show all there is: once it is saved, the whole is fetched

  const forms = () => [...document.querySelectorAll("form[data-key]")];
  const formOf = (key) => forms().find((form) => form.dataset.key === key);
  const { apart, goesOnFrom, putBeside, waitsForSave } = besides({ keeper, queue, known, formOf, show, lookAgain });

  function show(key, state, words = "") {
    const form = formOf(key);
    const label = form?.querySelector("[data-saved]");
    if (!label) return;
    label.dataset.saved = state;
    putBeside(form);
    if (state === "saved" && form.elements.text) form.elements.text.defaultValue = form.elements.text.value;
    const reason = label.querySelector("[data-reason]");
    if (reason && words) reason.textContent = words;
    form.classList.toggle("is-waiting", form.dataset.sent === "1" && ["waiting", "offline"].includes(state));
    if (state === "refused") delete form.dataset.sent;
  }

  // A card that came too late, because the group moved on: its text stays with the author as a draft.
  function tooLate(key) {
    const kept = keeper.get(key);
    if (!kept || kept.fields.state !== "put" || formOf(key)) return;
    keeper.put(key, { ...kept, refused: undefined, fields: { ...kept.fields, state: "draft" } });
    queue.add(key);
  }

  function record(form, extra = {}) {
    const field = form.elements.id;
    if (field && !field.value) field.value = keeper.get(form.dataset.key)?.fields.id ?? newId();
    const fields = { ...filled(form), ...extra };
    const { step } = form.dataset;
    return { url: form.action, fields, was: goesOnFrom(form), at: Date.now(), step, typed: "draft" in form.dataset };
  }

  function later(form) {
    const key = form.dataset.key;
    clearTimeout(timers.get(key));
    timers.set(key, setTimeout(() => queue.add(key), REST));
  }

  function typed(form) {
    if (!form?.dataset.key || !("draft" in form.dataset) || waitsForSave(form, record)) return;
    keeper.put(form.dataset.key, record(form, { state: form.dataset.draft }));
    show(form.dataset.key, "waiting");
    later(form);
  }

  document.addEventListener("input", ({ target }) => typed(target.form));

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.dataset.key) return;
    event.preventDefault();
    if ("text" in form.elements && form.elements.text.required && !form.elements.text.value.trim()) return;
    const key = form.dataset.key;
    clearTimeout(timers.get(key));
    const pressed = event.submitter?.name ? { [event.submitter.name]: event.submitter.value } : {};
    keeper.put(key, record(form, pressed));
    form.dataset.sent = "1";
    event.submitter?.setAttribute("aria-pressed", "true");
    queue.add(key);
  });

  // After the page or one of its elements is new: the text that is on this device goes back into its field.
  function restore() {
    for (const form of forms()) {
      const kept = keeper.get(form.dataset.key);
      const { id, text } = form.elements;
      if (!kept && id?.value && text && text.value === text.defaultValue) known.see(id.value, text.value);
      if (!kept || !text) continue;
      if (id && kept.fields.id) {
        if (id.value && id.value !== kept.fields.id && text.defaultValue) lookAgain.add(form.dataset.key);
        id.value = kept.fields.id;
      }
      if (kept.fields.text !== undefined && document.activeElement !== text) text.value = kept.fields.text;
      if (form.elements.private) form.elements.private.checked = "private" in kept.fields;
      if (kept.fields.state === "put" && form.dataset.draft === "draft") form.dataset.sent = "1"; // until it is refused
      if (kept.refused) show(form.dataset.key, "refused", kept.refused);
      else show(form.dataset.key, "waiting");
    }
  }

  // Over a slow connection somebody writes before this script is there.
  const early = ({ dataset, elements: { text } }) => text && text.value !== text.defaultValue && !keeper.get(dataset.key);

  // What did not get through before a reload goes out now, in the order in which it was made.
  function resume() {
    restore();
    for (const { key, record } of keeper.all()) {
      if (record.refused) continue;
      keeper.put(key, { ...record, again: true }); // it may have arrived before the page was left
      queue.add(key);
    }
    forms().filter(early).forEach(typed);
  }

  // Half-written text must not wait for its timer when the step goes on or the page goes away.
  function flush() {
    for (const [key, timer] of timers) {
      clearTimeout(timer);
      const kept = keeper.get(key);
      if (kept && !kept.refused) queue.add(key);
    }
    timers.clear();
  }

  const open = (form) => "draft" in form.dataset && form.dataset.sent !== "1" && form.elements.text?.value.trim();
  const ids = (name) => [...document.querySelectorAll(`[data-${name}]`)].map((one) => one.dataset[name]);

  // What is on the screen for me alone: fields in which something stands that was not laid down, my cards of this step,
  // and what I began in another one.
  const begun = () => ({ fields: forms().filter(open).map((form) => form.dataset.key), own: ids("own"), before: ids("begun") });

  // Whether some of it went: a field with the step or for a card from another device, or all that a patch (`at`) does not
  // hold, which is the same for everybody of my role. It is at the server, now or soon: one's own fragment shows it.
  function lost(was, { moved, at, answer }) {
    const gone = was.fields.filter((key) => !formOf(key));
    gone.forEach((key) => lookAgain.add(key));
    if (gone.length) flush();
    const went = (name) => was[name].some((one) => !begun()[name].includes(one));
    return gone.length > 0 || (at && !answer && (went("before") || (!moved && (went("own") || went("fields")))));
  }

  window.addEventListener("pagehide", flush);
  return { show, tooLate, apart, restore, resume, begun, lost, lookAgain };
}
