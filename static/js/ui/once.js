// Over a slow connection people press again. The same form with the same words goes once; another button is another wish.
const LONGEST = 8_000; // ms: whoever presses after that means it, nothing may have arrived
const underway = new WeakMap(); // form → { words, at }

function wordsOf(form, submitter) {
  const texts = [...new FormData(form, submitter)].filter(([, value]) => typeof value === "string");
  return new URLSearchParams(texts).toString();
}

// On the window, after everybody who sends a form by script and stays on the page.
window.addEventListener("submit", (event) => {
  const { target: form, submitter } = event;
  if (event.defaultPrevented || form.getAttribute("method") !== "post") return;
  const words = wordsOf(form, submitter);
  const last = underway.get(form);
  if (last?.words === words && performance.now() - last.at < LONGEST) return event.preventDefault();
  underway.set(form, { words, at: performance.now() });
});

// Back on a page that the browser kept.
window.addEventListener("pageshow", ({ persisted }) => {
  if (persisted) for (const form of document.forms) underway.delete(form);
});
