// Somebody goes on in a text that is another one by now than this device last saw: nothing is written over unread.

import { newId } from "./keep.js";

// Of a card there can be more than one; of what became of a promise there is one text, whoever writes it.
const isCard = ({ fields }) => "kind" in fields;

export function besides({ keeper, queue, known, formOf, show, lookAgain }) {
  // The text at the server that was on the screen when this was typed; nothing where no text is sent.
  function goesOnFrom({ dataset, elements: { id, text } }) {
    if (!id || !text) return undefined;
    const kept = keeper.get(dataset.key);
    return known.seen(id.value) ?? (kept?.fields.id === id.value ? kept.was : text.defaultValue);
  }

  // What was typed here becomes a card of its own, or stands beneath what is stored; true when it does.
  function apart(key, record, there) {
    const { id } = record.fields;
    const kept = keeper.get(key);
    if (kept?.fields.id !== id) return false;
    const form = formOf(key);
    if (known.isMine(id, there)) known.see(id, there);
    else if (!isCard(kept)) return both(key, kept, there);
    else if (form && !("draft" in form.dataset)) {
      keeper.drop(key); // a button under a card whose text is another one by now
      return false;
    } else {
      const own = newId();
      keeper.put(key, { ...kept, was: "", fields: { ...kept.fields, id: own } });
      if (form?.elements.id.value === id) form.elements.id.value = own;
      lookAgain.add(key);
    }
    queue.add(key);
    return true;
  }

  // Both can be read from now on, and what is typed here stays here until Save is pressed: then it takes the place.
  function both(key, kept, there) {
    known.see(kept.fields.id, there);
    keeper.put(key, { ...kept, was: there, there, refused: " " });
    show(key, "refused");
    return true;
  }

  // While both are shown nothing goes out by itself; true when that is so.
  function waitsForSave(form, record) {
    const { key, draft } = form.dataset;
    const { there, refused } = keeper.get(key) ?? {};
    if (!there) return false;
    keeper.put(key, { ...record(form, { state: draft }), there, refused });
    return true;
  }

  // What somebody else wrote, above what was typed here, for as long as it waits for Save.
  function putBeside(form) {
    const other = form.querySelector("[data-there]");
    if (!other) return;
    const { there } = keeper.get(form.dataset.key) ?? {};
    other.hidden = !there;
    other.querySelector("[data-text]").textContent = there ?? "";
  }

  return { apart, goesOnFrom, putBeside, waitsForSave };
}
