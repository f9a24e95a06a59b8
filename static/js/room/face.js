// The faces of the clock of the step and of the turn: digits, line, stage; and what a screen reader hears of it.

const STAGES = ["s20", "s5", "over"];
const MOMENTS = [
  [60, "minute"],
  [30, "half"],
  [0, "end"],
];
const LATE = -10; // seconds: who wakes up long after the end sees it and is not startled by it

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

// "3 minuten 20 seconden", in the language of the page.
export function inWords(seconds, language = document.documentElement.lang || "nl") {
  const unit = (name, number) =>
    new Intl.NumberFormat(language, { style: "unit", unit: name, unitDisplay: "long" }).format(number);
  const [minutes, rest] = [Math.floor(Math.abs(seconds) / 60), Math.abs(seconds) % 60];
  return [minutes && unit("minute", minutes), (rest || !minutes) && unit("second", rest)].filter(Boolean).join(" ");
}

// `now()` gives the server's time in milliseconds; `onMoment(name)` hears of "minute", "half" and "end".
export function face({ room, now, onMoment }) {
  let heard = { step: null, left: Infinity };
  let flip;

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
    if (!clock.dataset.left && left > LATE) {
      const passed = MOMENTS.filter(([moment]) => heard.left > moment && left <= moment);
      if (passed.length) onMoment(passed.at(-1)[1]);
    }
    heard.left = left;
  }

  function write(place, text) {
    if (place && place.textContent !== text) place.textContent = text;
  }

  // Where the step says so a clock stands still at nothing, and counts no longer than its time.
  const shownAs = (left) => digits("stays" in (document.getElementById("clock")?.dataset ?? {}) ? Math.max(left, 0) : left);

  // The small clocks: of a turn, and of each group on the screen of who leads.
  function turn() {
    for (const clock of document.querySelectorAll("[data-turn-clock]")) {
      const left = seconds(clock);
      if (left === null) continue;
      write(clock, shownAs(left));
      clock.classList.toggle("is-over", left < 0);
    }
  }

  // On every device in the same moment: when the second is over, not a fixed while after the page was loaded.
  function atTheNextSecond(clock) {
    clearTimeout(flip);
    if (!clock?.dataset.ends) return;
    const rest = (Number(clock.dataset.ends) - now()) % 1000;
    flip = setTimeout(tick, (rest > 0 ? rest : rest + 1000) + 2);
  }

  function tick() {
    turn();
    const clock = document.getElementById("clock");
    const left = clock ? seconds(clock) : null;
    room().classList.toggle("is-paused", Boolean(clock?.dataset.left));
    atTheNextSecond(clock);
    const total = Number(clock?.dataset.total ?? 0);
    const now_ = left === null ? "" : stage(left, total);
    STAGES.forEach((name) => room().classList.toggle(name, name === now_));
    if (left === null) return;
    const shown = clock.querySelector("[data-digits]");
    write(shown, shownAs(left));
    shown?.classList.toggle("long", shown.textContent.length > 4);
    const line = clock.querySelector("progress");
    const rest = Math.max(0, Math.min(total, left));
    if (line && line.value !== rest) line.value = rest; // twice a second: the same once more would be drawn once more
    announce(clock, left);
  }

  // How long still, for who asks: the sentence of `words` that fits, with the time in it.
  function still(words) {
    const clock = document.getElementById("clock");
    const left = clock ? seconds(clock) : null;
    if (left === null) return words.none;
    const which = clock.dataset.left ? words.paused : left < 0 ? words.over : words.running;
    return which.replace("{time}", inWords(left));
  }

  tick();
  setInterval(tick, 500); // the clock of a turn, and whatever moved the other one
  return { tick, still };
}
