// A form that saves itself: <form data-autosave="/address/"> with a hidden field "version". Says saved, waiting or
// not saved. What was typed stays in the form when the connection is gone, and goes when it is back.
import { csrfToken } from "../ui/csrf.js";

const PAUSE = 800; // ms after the last key
const AGAIN = 4000; // ms between tries without a connection
const LONGEST = 8000; // ms for one try: in a tunnel an answer may never come

function start(form) {
  const version = form.elements.version;
  const advice = form.querySelector("[data-advice]");
  let sent = snapshot(asItCame(form));
  let timer = 0;
  let saving = null; // a promise while an answer is awaited
  let unsure = null; // what got no answer: the server may have it, and then has a newer version
  let leaving = false;
  let stopped = false;

  const dirty = () => snapshot(form) !== sent;

  function show(state, reason) {
    for (const line of form.querySelectorAll("[data-state]")) line.hidden = line.dataset.state !== state;
    const words = form.querySelector("[data-reason]");
    if (words) words.textContent = reason || form.dataset.unsaved;
  }

  function later(delay) {
    clearTimeout(timer);
    timer = setTimeout(save, delay);
  }

  function save() {
    if (saving || stopped || !(unsure || dirty())) return;
    saving = put().finally(() => {
      saving = null;
    });
  }

  async function put() {
    // The same once more, before what was typed since: what the server has already is no change to it.
    const { body, about } = unsure ?? { body: new URLSearchParams(new FormData(form)), about: snapshot(form) };
    unsure = { body, about };
    try {
      const answer = await fetch(form.dataset.autosave, {
        method: "POST",
        body,
        headers: { "X-CSRFToken": csrfToken() },
        redirect: "error",
        signal: AbortSignal.timeout?.(LONGEST),
      });
      await took(answer, about);
    } catch {
      show("waiting");
      later(AGAIN);
    }
  }

  async function took(answer, about) {
    if (answer.status >= 500) throw new Error("away");
    unsure = null;
    const told = (await answer.json().catch(() => ({}))) ?? {};
    if (answer.ok) {
      version.value = told.version;
      sent = about;
      if (advice) advice.innerHTML = told.advice;
      if (dirty()) later(PAUSE);
      else show("saved");
      return;
    }
    // Changed elsewhere, or not allowed any more: trying again does not help, the words say what does.
    stopped = answer.status !== 422;
    show("unsaved", told.error);
  }

  function typed() {
    if (!dirty()) return;
    if (!stopped) show(navigator.onLine ? "unsaved" : "waiting");
    later(PAUSE);
  }

  form.addEventListener("input", typed);
  // The page may not go with an older version than the save that is on its way: it would be refused as somebody else's.
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    const again = leaving;
    leaving = true;
    if (unsure && !again) save();
    if (!saving) return;
    event.preventDefault();
    if (!again) saving.then(() => form.requestSubmit(event.submitter));
  });
  window.addEventListener("online", () => later(0));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && !leaving) save();
  });
  window.addEventListener("beforeunload", (event) => {
    if (dirty() && !leaving) event.preventDefault();
  });
  typed();
}

// Over a slow connection people type before this script is there; that is not saved either.
function asItCame(form) {
  const fresh = form.cloneNode(true);
  fresh.reset();
  return fresh;
}

// What was typed, without the fields that change by themselves.
function snapshot(form) {
  const data = new FormData(form);
  data.delete("version");
  data.delete("csrfmiddlewaretoken");
  return new URLSearchParams(data).toString();
}

for (const form of document.querySelectorAll("form[data-autosave]")) start(form);
