// The facilitator's buttons, and Stop: sent at once with the version that was on the screen, and again when that fails.
// The same version twice moves one step: whatever was heard the first time makes the second one too late.

import { post } from "./queue.js";

const TRIES = [0, 400, 1200, 2500]; // ms to wait before each

export function moves({ version, token, onAnswer, onTrouble }) {
  async function send(url, fields) {
    for (const [nth, wait] of TRIES.entries()) {
      if (wait) await new Promise((then) => setTimeout(then, wait));
      try {
        const response = await post(url, fields, token());
        if (response.status < 500 && response.status !== 429) return { response, again: nth > 0 };
      } catch {
        // No connection at this moment.
      }
    }
    return null;
  }

  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!("move" in form.dataset)) return;
    event.preventDefault();
    if (form.dataset.busy) return;
    form.dataset.busy = "1";
    if (form.dataset.move === "stop") document.getElementById("room").dataset.stopped = "1";
    const fields = { ...Object.fromEntries(new FormData(form)), version: version() };
    if (event.submitter?.name) fields[event.submitter.name] = event.submitter.value;
    const sent = await send(form.action, fields);
    delete form.dataset.busy;
    if (sent) await onAnswer(sent.response, sent.again);
    else onTrouble();
  });
}
