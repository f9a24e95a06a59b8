// A soft tone and a short vibration when the time is up, a vibration when it is one's turn. Only after a first tap on
// this device, and never where they were switched off; that is remembered here and told to nobody.

const KEPT = "pk-sound";
const NOTES = { end: [[392, 0], [294, 0.35]], turn: [] }; // [Hz, seconds from now]
const SHAKE = { end: [120, 90, 120], turn: [80] }; // ms
const LOUD = 0.07;
const LASTS = 1.6; // seconds in which a tone dies away

function remembered(value) {
  try {
    if (value) window.localStorage.setItem(KEPT, value);
    return window.localStorage.getItem(KEPT);
  } catch {
    return value ?? null; // a browser that keeps nothing
  }
}

export function chime(button) {
  let on = remembered() !== "off";
  let tapped = false;
  let audio = null;

  function show() {
    button?.setAttribute("aria-pressed", String(on));
  }

  // A browser lets a page make a sound only after somebody touched it.
  function touched() {
    tapped = true;
    if (!on || !window.AudioContext) return;
    audio ??= new AudioContext();
    if (audio.state !== "running") audio.resume().catch(() => {});
  }

  function tone(hertz, after) {
    const [from, voice, loudness] = [audio.currentTime + after, audio.createOscillator(), audio.createGain()];
    voice.frequency.value = hertz;
    loudness.gain.setValueAtTime(0, from);
    loudness.gain.linearRampToValueAtTime(LOUD, from + 0.04);
    loudness.gain.exponentialRampToValueAtTime(0.0001, from + LASTS);
    voice.connect(loudness).connect(audio.destination);
    voice.start(from);
    voice.stop(from + LASTS);
  }

  function play(name) {
    if (!on || !tapped) return;
    navigator.vibrate?.(SHAKE[name]);
    if (audio?.state === "running") NOTES[name].forEach(([hertz, after]) => tone(hertz, after));
  }

  for (const name of ["pointerdown", "keydown"]) document.addEventListener(name, touched);
  button?.addEventListener("click", () => {
    on = !on;
    remembered(on ? "on" : "off");
    show();
    touched();
    play("end"); // what it is that one switched on
  });
  show();
  return { play };
}
