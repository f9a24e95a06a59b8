// The facilitator's buttons, and Stop: one after the other, each with the version that is on the screen by then, and
// again when it does not get through. The same version twice moves one step: the second one is too late.

import { post } from "./queue.js";
import { timer } from "./timer.js";

const ONE_MORE = ["extend", "extend5", "takefromnext", "turnback"]; // pressed twice is twice
const TREMBLE = 400; // ms in which the big button, which may mean something else by then, is not pressed again on purpose
const TRIES = [0, 400, 1200, 2500]; // ms to wait before each

export function moves({ version, now, token, onAnswer, onTrouble }) {
  let line = Promise.resolve();
  const underway = new Set();
  let pressed = -TREMBLE;
  let answered = 0; // the version of the screen that came back with the last move; the stream may be behind it

  async function send(url, fields) {
    for (const [nth, wait] of TRIES.entries()) {
      if (wait) await new Promise((then) => setTimeout(then, wait));
      try {
        const response = await post(url, fields, token(), "patch");
        if (response.status < 500 && response.status !== 429) return { response, again: nth > 0 };
      } catch {
        // No connection at this moment.
      }
    }
    return null;
  }

  async function move(url, fields) {
    const sent = await send(url, { ...fields, version: Math.max(version(), answered) });
    if (!sent) return onTrouble();
    answered = Math.max(answered, Number(sent.response.headers.get("X-Room-Version")));
    await onAnswer(sent.response, sent.again);
  }

  async function timeIsOver(url) {
    const response = await post(url, { do: "tick" }, token(), "patch");
    if (response.ok) await onAnswer(response, true); // no: somebody was first, or the clock got more time
  }

  timer({ now, send: timeIsOver });

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!("move" in form.dataset)) return;
    event.preventDefault();
    const fields = Object.fromEntries(new FormData(form));
    if (event.submitter?.name) fields[event.submitter.name] = event.submitter.value;
    if (event.submitter?.id === "go") {
      if (performance.now() - pressed < TREMBLE) return;
      pressed = performance.now();
    }
    const what = `${form.action} ${fields.do} ${fields.group ?? ""}`;
    if (underway.has(what) && !ONE_MORE.includes(fields.do)) return; // a tap that trembled moves one step
    underway.add(what);
    if (form.dataset.move === "stop") document.getElementById("room").dataset.stopped = "1";
    const url = form.action;
    line = line
      .then(() => move(url, fields))
      .catch(onTrouble)
      .finally(() => underway.delete(what));
  });
}
