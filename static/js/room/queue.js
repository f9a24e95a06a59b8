// Sends what somebody entered, one after the other, and keeps trying while there is no connection.

const TRY_AGAIN = [1000, 2000, 4000, 8000];
const PATIENCE = 10_000;
// What the server says to something that it did already: the answer to the first time got lost on the way.
const DONE = ["already", "voted"];

// `wants`: "1", my own elements; "patch": what my role is told over the stream will do.
export function post(url, fields, token, wants = "1") {
  return fetch(url, {
    method: "POST",
    body: new URLSearchParams(Object.entries(fields).flatMap(([name, value]) => [value].flat().map((one) => [name, one]))),
    headers: { "X-CSRFToken": token, "X-Room": wants },
    credentials: "same-origin",
    redirect: "manual",
    signal: AbortSignal.timeout ? AbortSignal.timeout(PATIENCE) : undefined,
  });
}

// `keeper` holds the records ({url, fields, at, send}); `onState(key, state, words)` is told "waiting", "saved" or
// "refused"; `onAnswer(response, key)` gets what the server said; `onElsewhere(key, record, text)` is told that the
// text of this card went on on another device, and that nothing was written.
export function queue({ keeper, token, known, onState, onAnswer, onElsewhere }) {
  const line = [];
  let busy = false;
  let fails = 0;
  let timer = null;

  function add(key) {
    if (!line.includes(key)) line.push(key);
    onState(key, "waiting");
    run();
  }

  async function run() {
    if (busy || !line.length) return;
    busy = true;
    clearTimeout(timer);
    while (line.length) {
      const done = await one(line[0]);
      if (!done) {
        timer = setTimeout(run, TRY_AGAIN[Math.min(fails, TRY_AGAIN.length) - 1]);
        break;
      }
    }
    busy = false;
  }

  // True when the first in line is finished, whatever the answer was.
  async function one(key) {
    const record = keeper.get(key);
    if (!record) {
      line.shift();
      return true;
    }
    let response;
    try {
      response = await post(record.url, known.outgoing(record), token());
      if (response.status >= 500 || response.status === 429) throw new Error("later");
    } catch {
      fails += 1;
      if (!record.again && keeper.get(key) === record) keeper.put(key, { ...record, again: true });
      onState(key, "offline");
      return false;
    }
    fails = 0;
    line.shift();
    await finish(key, record, response);
    return true;
  }

  async function finish(key, record, response) {
    const newer = keeper.get(key);
    const changedMeanwhile = newer && newer.at !== record.at;
    if (response.headers.has("X-Elsewhere")) return onElsewhere(key, record, await response.text());
    if (response.ok && record.was !== undefined) known.see(record.fields.id, record.fields.text);
    const done = record.again && DONE.includes(response.headers.get("X-Refused"));
    if (response.ok || done) {
      if (changedMeanwhile) {
        add(key);
      } else {
        keeper.drop(key);
        onState(key, "saved");
      }
    } else {
      const reason = response.status === 0 ? "" : await words(response);
      // A text stays with who wrote it, with the reason; a choice that was refused, or a button under a card that lies
      // on the table, is nothing to keep.
      if (!("text" in record.fields) || record.typed === false) keeper.drop(key);
      // Unless the device let go of it meanwhile: the meeting was closed.
      else if (keeper.get(key)?.at === record.at) keeper.put(key, { ...record, refused: reason || " " });
      onState(key, "refused", reason);
    }
    await onAnswer(response, key, record);
  }

  async function words(response) {
    const type = response.headers.get("Content-Type") ?? "";
    return type.startsWith("text/plain") ? (await response.clone().text()).slice(0, 300) : "";
  }

  window.addEventListener("online", run);
  document.addEventListener("visibilitychange", () => document.hidden || run());
  return { add, run, waiting: () => line.length };
}
