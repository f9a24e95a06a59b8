// A lost connection is worth a word only when it lasts: people do not need to know of every tunnel.
const CALM = 5_000; // ms

export function calmly(tell, wait = CALM) {
  let timer;
  let told = "";
  const say = (state) => {
    clearTimeout(timer);
    timer = undefined;
    if (state !== told) tell((told = state));
  };
  return {
    live: () => say("live"),
    away: () => { timer ??= told === "offline" ? undefined : setTimeout(() => say("offline"), wait); },
    stop: () => clearTimeout(timer),
  };
}
