// The meeting was closed while something was still being written, or waited for a connection. It is shown once, on this
// page alone, for its author to copy; the device keeps nothing of it.

const laidAlready = (key) => key.startsWith("take."); // a card that was being taken back to rewrite it

// `saved(form)`: whether the server has what stands in the field.
function inFields(saved) {
  const forms = [...document.querySelectorAll("form[data-draft]")];
  // A pad that was saved, what was told, and an insight that was begun: all that is no draft of a card stays.
  const stays = (form) => saved(form) && (form.dataset.draft !== "draft" || form.elements.kind.value === "insight");
  return forms.filter((form) => !stays(form)).map((form) => form.elements.text.value.trim());
}

const onDevice = (store) =>
  store.all().filter(({ key, record }) => !laidAlready(key) && record.fields.text).map(({ record }) => record.fields.text.trim());

export function leftOver(store) {
  const place = document.getElementById("left");
  const saved = (form) => form.querySelector("[data-saved]")?.dataset.saved === "saved";
  let found = [];

  // Before the screen changes; and once more from the device, when it has.
  function look() {
    found = inFields(saved);
  }

  function show() {
    const texts = [...new Set([...found, ...onDevice(store)].filter(Boolean))];
    found = [];
    store.clear();
    if (!place || !texts.length) return;
    const list = place.querySelector("[data-texts]");
    for (const text of texts) {
      const one = document.createElement("li");
      one.textContent = text;
      list.append(one);
    }
    place.hidden = false;
  }

  return { look, show };
}
