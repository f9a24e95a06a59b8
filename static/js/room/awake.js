// The screen stays on while the room is open. Where that cannot be, nothing happens: it goes dark as it always did.

export function stayAwake() {
  let held = null;
  let asking = false;
  let over = false;

  async function ask() {
    if (over || asking || document.hidden || !navigator.wakeLock || (held && !held.released)) return;
    asking = true;
    try {
      held = await navigator.wakeLock.request("screen");
      if (over) held.release();
    } catch {
      held = null; // a low battery, or not allowed
    } finally {
      asking = false;
    }
  }

  function letGo() {
    over = true;
    held?.release()?.catch?.(() => {});
  }

  document.addEventListener("visibilitychange", ask); // the lock is gone after another app was in front
  document.addEventListener("pointerdown", ask);
  ask();
  return { letGo };
}
