// The facilitator's buttons, and Stop: sent at once with the version that was on the screen.

import { post } from "./queue.js";

export function moves({ version, token, onAnswer, onTrouble }) {
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!("move" in form.dataset)) return;
    event.preventDefault();
    if (form.dataset.busy) return;
    form.dataset.busy = "1";
    if (form.dataset.move === "stop") document.getElementById("room").dataset.stopped = "1";
    const fields = { ...Object.fromEntries(new FormData(form)), version: version() };
    if (event.submitter?.name) fields[event.submitter.name] = event.submitter.value;
    try {
      await onAnswer(await post(form.action, fields, token()));
    } catch {
      onTrouble();
    } finally {
      delete form.dataset.busy;
    }
  });
}
