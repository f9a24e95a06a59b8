// The face of the clock: digits, line, stage, and the four moments at which a screen reader hears it.

const STAGES = ["s20", "s5", "over"];
const MOMENTS = [
  [60, "minute"],
  [30, "half"],
  [0, "end"],
];

export function digits(seconds) {
  const whole = Math.abs(seconds);
  const text = `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
  return seconds < 0 ? `+${text}` : text;
}

export function stage(left, total) {
  if (left < 0) return "over";
  if (total && left <= total * 0.05) return "s5";
  if (total && left <= total * 0.2) return "s20";
  return "";
}

// `now()` gives the server's time in milliseconds; `say(name)` speaks one of the moments.
export function face({ room, now, say }) {
  let heard = { step: null, left: Infinity };

  function seconds(clock) {
    if (clock.dataset.left) return Number(clock.dataset.left);
    if (!clock.dataset.ends) return null;
    const left = (Number(clock.dataset.ends) - now()) / 1000;
    return left < 0 ? Math.floor(left) : Math.ceil(left);
  }

  function announce(clock, left) {
    if (clock.dataset.step !== heard.step) {
      heard = { step: clock.dataset.step, left };
      return;
    }
    if (!clock.dataset.left) {
      for (const [moment, name] of MOMENTS) {
        if (heard.left > moment && left <= moment) say(name);
      }
    }
    heard.left = left;
  }

  function tick() {
    const clock = document.getElementById("clock");
    const left = clock ? seconds(clock) : null;
    room().classList.toggle("is-paused", Boolean(clock?.dataset.left));
    const total = Number(clock?.dataset.total ?? 0);
    const now_ = left === null ? "" : stage(left, total);
    STAGES.forEach((name) => room().classList.toggle(name, name === now_));
    if (left === null) return;
    const shown = clock.querySelector("[data-digits]");
    const text = digits(left);
    if (shown && shown.textContent !== text) shown.textContent = text;
    const line = clock.querySelector("progress");
    if (line) line.value = Math.max(0, Math.min(total, left));
    announce(clock, left);
  }

  tick();
  setInterval(tick, 200);
  return { tick };
}
