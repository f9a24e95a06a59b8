// The dates of a year on a phone: htmx sends each press, one after the other: an answer that came late would show an
// older count. This says saved, waiting or not saved, and tries again by
// itself. "Done" sends everything once more as an ordinary form.
const AGAIN = 4000; // ms between tries without a connection
const CALM = 600; // ms in which a press is usually stored; nothing is said before

function start(form) {
  const open = new Map(); // group of a date → the answer that is not stored yet
  let timer = 0;
  let calm = 0;
  let leaving = false;
  let underway = 0;

  const pressed = (group) => group.querySelector("input:checked")?.value;

  function show(state) {
    for (const line of form.querySelectorAll("[data-state]")) line.hidden = line.dataset.state !== state;
  }

  function tell() {
    clearTimeout(calm);
    if (!open.size) show("saved");
    else show(navigator.onLine ? "unsaved" : "waiting");
  }

  function again() {
    clearTimeout(timer);
    if (underway) timer = setTimeout(again, AGAIN);
    else for (const group of open.keys()) group.dispatchEvent(new Event("change"));
  }

  form.addEventListener("change", (event) => {
    const group = event.target.closest("[role=radiogroup]");
    if (group) open.set(group, pressed(group));
    clearTimeout(calm);
    show("");
    calm = setTimeout(tell, CALM);
  });
  form.addEventListener("htmx:beforeSend", () => {
    underway += 1;
  });
  form.addEventListener("htmx:afterRequest", (event) => {
    underway -= 1;
    const { elt: group, xhr, requestConfig } = event.detail;
    if (xhr.status >= 200 && xhr.status < 300) {
      const stored = [...requestConfig.formData.values()].at(-1);
      if (open.get(group) === stored) open.delete(group);
    } else if (xhr.status === 0 || xhr.status >= 500) {
      clearTimeout(timer);
      timer = setTimeout(again, AGAIN);
    } // else the page says in words what is wrong, and trying again does not help
    tell();
  });
  form.addEventListener("submit", () => {
    leaving = true;
  });
  window.addEventListener("online", again);
  window.addEventListener("beforeunload", (event) => {
    if (open.size && !leaving) event.preventDefault();
  });
  // Over a slow connection people press before the scripts are there. htmx listens from this event on, which it got first.
  document.addEventListener("DOMContentLoaded", () => {
    for (const group of form.querySelectorAll("[role=radiogroup]")) {
      if (pressed(group) !== group.querySelector("input[checked]")?.value) open.set(group, pressed(group));
    }
    if (open.size) show("unsaved");
    again();
  });
}

for (const form of document.querySelectorAll("form[data-poll]")) start(form);
