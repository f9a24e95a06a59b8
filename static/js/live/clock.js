// What time it is on the server, whatever this device believes. Of several round trips the quickest one counts:
// half of it is the most that the answer can be off.
const AGAIN = 300_000; // ms
const JUMP = 1_000; // ms by which this device's two clocks may part before it is measured again

/** now(): milliseconds since 1970 on the server; ready: a promise of the first measurement; error: ms, at most. */
export function serverClock({ url = "/live/time", tries = 5, pause = 100 } = {}) {
  let offset = Date.now() - performance.now();
  let error = Infinity;
  let drift = offset;
  let measuring = null;

  async function once() {
    const sent = performance.now();
    const response = await fetch(url, { cache: "no-store", credentials: "omit" });
    if (!response.ok) throw new Error(`time: ${response.status}`);
    const told = Number(await response.text());
    const took = performance.now() - sent;
    return { error: took / 2, offset: told - sent - took / 2 };
  }

  async function all() {
    let best = null;
    for (let nth = 0; nth < tries; nth += 1) {
      if (nth) await new Promise((then) => setTimeout(then, pause));
      const sample = await once().catch(() => null);
      if (sample && (!best || sample.error < best.error)) {
        best = sample;
        ({ offset, error } = best);
      }
    }
    // A device that slept and has no connection yet: its clock went on, what it counts by did not.
    const slept = Date.now() - performance.now() - drift;
    if (!best && slept > JUMP) offset += slept;
    drift = Date.now() - performance.now();
    return error;
  }

  function measure() {
    measuring ??= all().finally(() => { measuring = null; });
    return measuring;
  }

  // A device that slept, or whose clock was set: its two clocks no longer agree.
  const looked = setInterval(() => Math.abs(Date.now() - performance.now() - drift) > JUMP && measure(), 2_000);
  const again = setInterval(measure, AGAIN);
  const woken = () => document.hidden || measure();
  document.addEventListener("visibilitychange", woken);
  window.addEventListener("online", woken);

  return {
    now: () => performance.now() + offset,
    get error() { return error; },
    measure,
    ready: measure(),
    close() {
      clearInterval(looked);
      clearInterval(again);
      document.removeEventListener("visibilitychange", woken);
      window.removeEventListener("online", woken);
    },
  };
}
