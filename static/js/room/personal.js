// What a whole role gets is the same for all of them; what is only mine is unhidden here. The server checks it anyway.

export function mark(room) {
  const me = room.dataset.person;
  for (const form of room.querySelectorAll("form[data-turn]")) {
    if (form.dataset.turn === me) form.hidden = false;
  }
  const undo = room.querySelector(".rm-unstop");
  if (!undo) delete room.dataset.stopped;
  else if (room.dataset.stopped) undo.hidden = false;
}
