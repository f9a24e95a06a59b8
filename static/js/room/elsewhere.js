// What I began on another device stands in the field when I go on here. Only the text is put in place: nothing that has
// the keyboard is replaced, and what I typed here is never overwritten; nor is what I typed there.

import { newId } from "./keep.js";

const REST = 3000; // ms without a key after which I may have been typing on another device

const untouched = (field) => field.isConnected && field.value === field.defaultValue;

// `fetchMine()` gives the fragment as text, or nothing.
export function elsewhere({ fetchMine }) {
  const typed = new WeakMap(); // when the last key was pressed in a field

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
  }

  // Typed on in a field that never lost the keyboard, while the text went on elsewhere: mine becomes a text of its own.
  async function goOn({ target: field }) {
    if (!writes(field)) return;
    const rested = performance.now() - (typed.get(field) ?? -REST) >= REST;
    typed.set(field, performance.now());
    const { form, defaultValue: known } = field;
    const id = form.elements.id?.value;
    if (!rested || !id || !known.trim() || !untouched(field)) return;
    const there = await asStored(form);
    if (!field.isConnected || field.defaultValue !== known || form.elements.id.value !== id) return;
    if (there?.elements.id?.value !== id || there.elements.text.value === known) return;
    form.elements.id.value = newId();
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  document.addEventListener("focusin", look);
  // Back from the other device: the field here never lost the keyboard.
  document.addEventListener("pointerdown", (event) => event.target === document.activeElement && look(event));
  document.addEventListener("beforeinput", goOn);
}
