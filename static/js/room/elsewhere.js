// What I began on another device stands in the field when I go on here. Only the text is put in place: nothing that has
// the keyboard is replaced, and what I typed here is never overwritten. What I typed there is not either: see known.js.

const untouched = (field) => field.isConnected && field.value === field.defaultValue;

// `fetchMine()` gives the fragment as text, or nothing.
export function elsewhere({ fetchMine, known }) {
  // The same form as the server has it now.
  async function asStored(form) {
    const holder = document.createElement("template");
    holder.innerHTML = await fetchMine().catch(() => "");
    return [...holder.content.querySelectorAll("form[data-draft]")].find((one) => one.dataset.key === form.dataset.key);
  }

  const writes = (field) => field.name === "text" && "draft" in (field.form?.dataset ?? {});

  async function look({ target: field }) {
    const form = field.form;
    if (!writes(field) || !untouched(field)) return;
    const there = await asStored(form);
    const text = there?.elements.text.value;
    if (!text || text === field.defaultValue || !untouched(field)) return;
    // Begun on both at once: each device goes on with its own, and the other one stands beneath it.
    if (field.value.trim() && form.elements.id?.value !== there.elements.id?.value) return;
    if (form.elements.id) form.elements.id.value = there.elements.id.value;
    field.defaultValue = text;
    field.value = text;
    if (form.elements.id) known.see(form.elements.id.value, text);
  }

  document.addEventListener("focusin", look);
  // Back from the other device: the field here never lost the keyboard.
  document.addEventListener("pointerdown", (event) => event.target === document.activeElement && look(event));
}
