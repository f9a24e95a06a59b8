// What has not reached the server yet, kept on this device under the run and the person, and nothing longer than that.

const START = "pk-keep:";

function storage() {
  try {
    return window.localStorage;
  } catch {
    return null; // a browser that forbids it: the text then lives in the page alone
  }
}

export function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

// What a form sends. Of a name that occurs more than once (boxes that are ticked) all values.
export function filled(form) {
  const data = new FormData(form);
  const several = (name) => (data.getAll(name).length > 1 ? data.getAll(name) : data.get(name));
  return Object.fromEntries([...new Set(data.keys())].map((name) => [name, several(name)]));
}

// `scope` is run and person, e.g. "7:42": somebody else on the same device sees nothing of it.
export function keeper(scope) {
  const prefix = `${START}${scope}:`;
  const memory = new Map();
  const box = storage();

  function put(key, record) {
    memory.set(key, record);
    try {
      box?.setItem(prefix + key, JSON.stringify(record));
    } catch {
      // Full or forbidden: the copy in memory still goes out.
    }
  }

  function get(key) {
    if (memory.has(key)) return memory.get(key);
    try {
      return JSON.parse(box?.getItem(prefix + key) ?? "null");
    } catch {
      return null;
    }
  }

  function drop(key) {
    memory.delete(key);
    box?.removeItem(prefix + key);
  }

  // All records in the order in which they were made.
  function all() {
    const keys = new Set(memory.keys());
    for (let place = 0; place < (box?.length ?? 0); place += 1) {
      const name = box.key(place);
      if (name.startsWith(prefix)) keys.add(name.slice(prefix.length));
    }
    return [...keys]
      .map((key) => ({ key, record: get(key) }))
      .filter((entry) => entry.record)
      .sort((one, other) => one.record.at - other.record.at);
  }

  return { put, get, drop, all, clear: () => all().forEach(({ key }) => drop(key)) };
}

// What another person left on this device goes when somebody else sits down; without `person` everything goes.
export function forget(person = "") {
  const box = storage();
  if (!box) return;
  Object.keys(box)
    .filter((name) => name.startsWith(START) && name.split(":")[2] !== person)
    .forEach((name) => box.removeItem(name));
}
