// Put out, or a guest whose meeting is over: for a guest there is no other page to go to.

export function leave(room) {
  const goodbye = document.getElementById("goodbye");
  if (!goodbye) return location.assign(room.dataset.home);
  room.replaceChildren(goodbye.content.cloneNode(true));
  room.querySelector("h1").focus();
}
