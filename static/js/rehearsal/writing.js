// What is pressed or written in a rehearsal, on the same forms as in the live room. None of it stays on this device.

const REST = 700; // ms of quiet before half-written text goes along

const name = (form) => new URL(form.action).pathname.split("/").filter(Boolean).at(-1);

function fieldsOf(form, submitter) {
  const pairs = [...new FormData(form)];
  if (submitter?.name) pairs.push([submitter.name, submitter.value]);
  return pairs;
}

export function writing({ send }) {
  let timer = null;

  document.addEventListener("submit", (event) => {
    const form = event.target;
    event.preventDefault();
    event.stopImmediatePropagation();
    clearTimeout(timer);
    const text = form.elements.text;
    if (text?.required && !text.value.trim()) return;
    const pairs = fieldsOf(form, event.submitter);
    if (event.submitter) event.submitter.setAttribute("aria-pressed", "true");
    send(form.dataset.rehearse ?? name(form), pairs, { keepField: !text });
  }, { capture: true });

  document.addEventListener("input", ({ target }) => {
    const form = target.form;
    if (!form || !("draft" in form.dataset)) return;
    clearTimeout(timer);
    const label = form.querySelector("[data-saved]");
    if (label) label.dataset.saved = "waiting";
    timer = setTimeout(async () => {
      await send("inbreng", [...fieldsOf(form), ["state", form.dataset.draft]]);
      const after = [...document.querySelectorAll("form[data-draft]")].find((one) => one.dataset.key === form.dataset.key);
      const mark = after?.querySelector("[data-saved]");
      if (mark) mark.dataset.saved = "saved";
    }, REST);
  });
}
