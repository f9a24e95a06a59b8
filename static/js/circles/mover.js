// Sends who goes to which chair, one after the other, each from the page as the one before it left it.

/** `onDrawn()` when the page has been drawn anew. Returns put(applicant, seat). */
export function mover({ root, say, onDrawn }) {
  let line = Promise.resolve();

  async function one(applicant, seat) {
    const form = root().querySelector(`[data-applicant="${applicant}"] form[data-move]`);
    if (!form) return;
    const body = new URLSearchParams(new FormData(form));
    body.set("seat", seat);
    root().classList.add("is-busy");
    try {
      const answer = await fetch(form.action, { method: "POST", body });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (answer.ok) return show(page, applicant);
      // Refused: say why, and show how things stand now.
      const why = page.querySelector("main .lead")?.textContent ?? root().dataset.failed;
      const now = await fetch(location.href);
      show(new DOMParser().parseFromString(await now.text(), "text/html"), applicant, why);
    } catch {
      root().classList.remove("is-busy");
      toast(root().dataset.failed, true);
    }
  }

  function show(page, applicant, why = "") {
    const next = page.querySelector("[data-composing]");
    if (!next) return location.reload();
    const on = document.activeElement?.closest("[data-applicant]")?.dataset.applicant ?? applicant;
    root().replaceWith(document.adoptNode(next));
    const told = why || page.querySelector("#messages")?.textContent.trim() || "";
    if (told) toast(told, Boolean(why));
    onDrawn();
    root().querySelector(`[data-applicant="${on}"] [data-handle]`)?.focus({ preventScroll: true });
  }

  // A line where everybody sees it; the screen reader has it from the status.
  function toast(text, wrong) {
    say(text);
    root().querySelector(".co-where")?.remove();
    const line = Object.assign(document.createElement("p"), { className: `pk-note co-where ${wrong ? "alarm" : "ok"}` });
    line.append(Object.assign(document.createElement("span"), { textContent: text }));
    line.setAttribute("aria-hidden", "true");
    root().querySelector("[data-table]").before(line);
  }

  return (applicant, seat) => { line = line.then(() => one(applicant, seat)); };
}
