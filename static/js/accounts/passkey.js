// What allauth's scripts leave out: say in words that a passkey did not work, and offer none where there can be none.

if (!window.PublicKeyCredential) {
  for (const place of document.querySelectorAll("div[data-passkey]")) place.hidden = true;
}

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  for (const note of document.querySelectorAll("[data-passkey-failed]")) {
    note.hidden = false;
    note.setAttribute("role", "alert");
  }
});
