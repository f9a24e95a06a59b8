// What a whole role gets is the same for all of them; what is only mine is unhidden here. The server checks it anyway.

import { csrfToken } from "../ui/csrf.js";
import { post } from "./queue.js";

let connected = null; // ids of who is connected, once the server has said so

// Who of the others is not connected; nothing when all are, or as long as it is not known.
export function showHere(ids = connected) {
  connected = ids;
  const line = document.getElementById("here");
  if (!line || !ids) return;
  const here = [document.getElementById("room").dataset.person, ...ids]; // who reads this is here, whatever was heard last
  const away = [...line.querySelectorAll("data")].filter((one) => !here.includes(one.value));
  line.querySelector("[data-away]").textContent = away.map((one) => one.textContent).join(", ");
  line.hidden = !away.length;
}

export function mark(room) {
  const me = room.dataset.person;
  for (const part of room.querySelectorAll("[data-for]")) {
    if (part.dataset.for.split(" ").includes(me)) part.hidden = false;
  }
  // The others were told that I am away: this device leads, and is here.
  const away = room.querySelector("#leads[data-away]");
  if (away?.dataset.leader === me && !document.hidden) post(away.dataset.away, {}, csrfToken()).catch(() => {});
  for (const form of room.querySelectorAll("form[data-turn]")) {
    if (form.dataset.turn === me) form.hidden = false;
  }
  for (const who of room.querySelectorAll("[data-who]")) {
    const mine = who.dataset.who === me;
    who.querySelector("[data-me]").hidden = !mine;
    who.querySelector("[data-them]").hidden = mine;
  }
  // Where everybody weighs every card: what I chose is pressed, and my own card asks nothing of me.
  for (const button of room.querySelectorAll("[data-by]")) {
    button.setAttribute("aria-pressed", String(button.dataset.by.split(" ").includes(me)));
  }
  for (const form of room.querySelectorAll("form[data-author]")) {
    form.hidden = form.dataset.author === me;
    form.nextElementSibling.hidden = !form.hidden;
  }
  // My own card lies in my own place already; among the others it would be there twice.
  for (const card of room.querySelectorAll("#items [data-card]")) {
    card.hidden = Boolean(room.querySelector(`[data-own="${CSS.escape(card.dataset.card)}"]`));
  }
  showHere();
  const undo = room.querySelector(".rm-unstop");
  if (!undo) delete room.dataset.stopped;
  else if (room.dataset.stopped) undo.hidden = false;
}
