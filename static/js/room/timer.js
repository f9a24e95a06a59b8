// A step that ends with its time: a device whose clock is over says so, and the server looks at its own clock. Who leads
// is first; another device says it when that one sleeps.

const OWN = 50; // ms after the end, for two clocks that differ a little
const AGAIN = 3_000; // ms

export function timer({ now, send }) {
  const later = 1_500 + Math.random() * 2_500;
  let said = -AGAIN;
  setInterval(() => {
    const { timer: url } = document.getElementById("body").dataset;
    const ends = Number(document.getElementById("clock")?.dataset.ends);
    const wait = document.getElementById("go") ? OWN : later;
    if (!url || !ends || now() < ends + wait || performance.now() - said < AGAIN) return;
    said = performance.now();
    send(url).catch(() => {}); // no connection: once more, or another device
  }, 250);
}
