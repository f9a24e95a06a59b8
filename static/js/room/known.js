// The text of each card as this device last saw it at the server. It goes along with what is sent, so that what went on
// on another device meanwhile is never written over unread.

// The cards whose text stands in a field here: what is fetched leaves each of them there.
export function held() {
  const texts = [...document.querySelectorAll("form[data-draft]")].map(({ elements }) => elements);
  return new URLSearchParams(texts.filter(({ id, text }) => id?.value && text.value.trim()).map(({ id }) => ["in", id.value]));
}

export function known() {
  const seen = new Map(); // id → text
  const sent = new Map(); // id → texts that went out; whether they arrived is not known yet

  return {
    seen: (id) => seen.get(id),
    see(id, text) {
      seen.set(id, text);
      sent.delete(id);
    },
    // What goes out of a record, with the text that it goes on from.
    outgoing({ fields, was }) {
      if (was === undefined) return fields;
      sent.set(fields.id, [...(sent.get(fields.id) ?? []), fields.text.trim()]);
      return { ...fields, was: seen.get(fields.id) ?? was };
    },
    // A text at the server that this device sent itself: only the answer got lost.
    isMine: (id, text) => (sent.get(id) ?? []).includes(text),
  };
}
