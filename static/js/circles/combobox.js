// A text field with suggestions, by keyboard and screen reader: <input data-combobox="/names/">. With an empty address the
// suggestions are the options of the field's <datalist>. Without this script the plain list works.
const MOST = 8;
const PAUSE = 180; // ms after the last key before the server is asked

const plain = (text) =>
  text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/['’`.]/g, "").replace(/[^\p{L}\p{N}]+/gu, " ").trim();

function start(input, number) {
  const { combobox: source, found, nothing } = input.dataset;
  const box = input.closest(".pk-field");
  const own = input.list ? [...input.list.options].map((o) => ({ name: o.value, keys: [plain(o.value), plain(o.label || "")] })) : [];
  box.classList.add("ci-combo");
  const list = document.createElement("ul");
  const said = document.createElement("span");
  let shown = [];
  let active = -1;
  let timer = 0;
  let asked = 0;

  list.id = `combo-${number}`;
  list.hidden = true;
  list.className = "ci-options";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", box.querySelector("label")?.textContent ?? "");
  said.className = "visually-hidden";
  said.setAttribute("role", "status");
  input.removeAttribute("list");
  for (const [name, value] of Object.entries({
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": list.id,
  })) input.setAttribute(name, value);
  input.after(list, said);

  function find(words) {
    const key = plain(words);
    if (!key) return [];
    const hit = own.filter((o) => o.keys.some((k) => k.includes(key)));
    const first = (o) => (o.keys.some((k) => k.startsWith(key)) ? 0 : 1);
    return hit.sort((a, b) => first(a) - first(b)).slice(0, MOST).map((o) => o.name);
  }

  async function ask(words) {
    const turn = ++asked;
    const answer = await fetch(`${source}?q=${encodeURIComponent(words)}`).then((r) => (r.ok ? r.json() : { names: [] })).catch(() => ({ names: [] }));
    if (turn === asked && document.activeElement === input) show(answer.names);
  }

  function show(names) {
    shown = names.filter((name) => name !== input.value);
    active = -1;
    list.replaceChildren(
      ...shown.map((name, at) => {
        const option = document.createElement("li");
        option.id = `${list.id}-${at}`;
        option.textContent = name;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.addEventListener("pointerdown", (event) => {
          event.preventDefault();
          choose(at);
        });
        return option;
      }),
    );
    open(shown.length > 0);
    said.textContent = shown.length ? `${shown.length} ${found}` : input.value.length > 2 ? nothing : "";
  }

  function open(yes) {
    list.hidden = !yes;
    input.setAttribute("aria-expanded", String(yes));
    if (!yes) input.removeAttribute("aria-activedescendant");
  }

  function move(step) {
    if (!shown.length) return;
    active = (active + step + shown.length) % shown.length;
    [...list.children].forEach((option, at) => option.setAttribute("aria-selected", String(at === active)));
    input.setAttribute("aria-activedescendant", list.children[active].id);
    list.children[active].scrollIntoView({ block: "nearest" });
  }

  function choose(at) {
    input.value = shown[at];
    shown = [];
    open(false);
    input.dispatchEvent(new Event("input", { bubbles: true }));
    open(false);
  }

  function suggest() {
    clearTimeout(timer);
    if (!source) show(find(input.value));
    else timer = setTimeout(() => ask(input.value), PAUSE);
  }

  input.addEventListener("input", (event) => event.isTrusted && suggest());
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (list.hidden && !source) show(find(input.value));
      if (list.hidden) return;
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : active < 0 ? 0 : -1);
    } else if (event.key === "Enter" && !list.hidden && active >= 0) {
      event.preventDefault();
      choose(active);
    } else if (event.key === "Escape" && !list.hidden) {
      event.stopPropagation();
      open(false);
    }
  });
  input.addEventListener("blur", () => open(false));
  // Over a slow connection somebody types before this script is there.
  if (document.activeElement === input && input.value !== input.defaultValue) suggest();
}

document.querySelectorAll("input[data-combobox]").forEach(start);
