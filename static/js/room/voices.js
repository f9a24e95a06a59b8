// What is said beside the screen: to a screen reader, politely; and in a note that stands a while, when something was
// refused. The words come from the page.

const STANDS = 12_000; // ms

export function voices() {
  const voice = document.getElementById("voice");
  const note = document.getElementById("said");
  const words = { ...voice.dataset };
  let timer;

  function say(sentence) {
    voice.textContent = "";
    if (sentence) setTimeout(() => { voice.textContent = sentence; }, 50);
  }

  function tell(sentence) {
    clearTimeout(timer);
    note.querySelector("span").textContent = sentence;
    note.hidden = !sentence;
    timer = setTimeout(() => { note.hidden = true; }, STANDS);
  }

  note.addEventListener("click", () => tell(""));
  return { say, tell, words };
}
