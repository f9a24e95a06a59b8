// When htmx gets no answer, or one that cannot take the place of something on the page, the page says so in words.
const WORDS = { 0: "connection", 403: "stale", 502: "connection", 503: "connection", 504: "connection" };

export function tell(problem) {
  const words = document.querySelector(`template[data-problem="${problem}"]`);
  const messages = document.getElementById("messages");
  if (!words || !messages) return;
  messages.replaceChildren(words.content.cloneNode(true));
  messages.scrollIntoView({ block: "nearest" });
}

document.addEventListener("htmx:sendError", () => tell("connection"));
document.addEventListener("htmx:timeout", () => tell("connection"));
document.addEventListener("htmx:responseError", (event) => tell(WORDS[event.detail.xhr.status] ?? "answer"));
