// Before I sit in the room: who is here and how far they are, and in as soon as it opens. A look every few seconds is
// enough for this.

const EVERY = 3000;
const place = document.getElementById("lobby");

async function look() {
  if (document.hidden) return;
  try {
    const response = await fetch(place.dataset.wait, { cache: "no-store" });
    if (response.redirected) return location.assign(response.url);
    if (!response.ok) return;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const fresh = page.getElementById("present");
    const old = document.getElementById("present");
    if (!fresh) return location.reload(); // somebody else gave me a chair
    if (old && fresh.outerHTML !== old.outerHTML) old.replaceWith(document.adoptNode(fresh));
  } catch {
    // Without a connection there is nothing to look at; the next look may find one.
  }
}

setInterval(look, EVERY);
document.addEventListener("visibilitychange", look);
