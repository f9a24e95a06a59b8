// What a keyboard walk must know of a page. `keyboard.look()` before the first Tab; where each Tab led is noted when the
// key comes up and told by `keyboard.walked()`; `keyboard.beside()` at the end. Loaded before the page's own scripts, to
// see who listens to clicks.
(() => {
  const CONTROLS = "a[href], area[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex], [contenteditable]";
  const PARTS = ["outlineStyle", "outlineWidth", "outlineColor", "boxShadow", "borderColor", "textDecorationLine", "backgroundColor"];
  const LEAST = 3; // to 1, as WCAG 2.2 asks of what shows a state
  const clicked = new Set();
  const listen = EventTarget.prototype.addEventListener;
  EventTarget.prototype.addEventListener = function (type, ...rest) {
    if (["click", "mousedown", "pointerdown", "touchstart"].includes(type) && this instanceof Element) clicked.add(this);
    return listen.call(this, type, ...rest);
  };
  const name = (one) => one.outerHTML.replace(/\s+/g, " ").slice(0, 110);
  const drawn = (one) => one.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true });
  const boxes = (one) => [one, one.nextElementSibling, one.closest("label"), one.parentElement, one.closest("article, li")].filter(Boolean);
  const style = (one) => { const now = getComputedStyle(one); return Object.fromEntries(PARTS.map((part) => [part, now[part]])); };
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });

  function paint(colours) {
    canvas.clearRect(0, 0, 1, 1);
    for (const colour of colours) { canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1); }
    return canvas.getImageData(0, 0, 1, 1).data;
  }
  function lightness(rgb) {
    const [r, g, b] = [...rgb].slice(0, 3).map((part) => { const v = part / 255; return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }
  function contrast(colour, behind) {
    const [a, b] = [lightness(paint([...behind, colour])), lightness(paint(behind))];
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }
  function backgrounds(one) {
    const found = [];
    for (let at = one; at; at = at.parentElement) found.unshift(getComputedStyle(at).backgroundColor);
    return [matchMedia("(prefers-color-scheme: dark)").matches ? "black" : "white", ...found];
  }

  // A group of radios is one stop; what another tells to be elsewhere (tabindex -1) is none, and must not be a control.
  const isStop = (one) => !(one.type === "radio" && !one.checked && document.querySelector(`input[type=radio][name="${CSS.escape(one.name)}"]:checked`));
  const controls = () => [...document.querySelectorAll(CONTROLS)].filter((one) => !one.matches(":disabled") && !one.closest("[inert]") && drawn(one));
  let stops = [], before = new Map(), steps = [];

  function look() {
    for (const one of document.querySelectorAll("details:not([data-menu])")) one.open = true;
    document.activeElement?.blur();
    steps = [];
    const radios = new Set();
    stops = controls().filter((one) => {
      if (one.tabIndex < 0 || !isStop(one)) return false;
      if (one.type !== "radio") return true;
      const first = !radios.has(one.name);
      radios.add(one.name);
      return first;
    });
    before = new Map(stops.flatMap((one) => boxes(one).map((box) => [box, style(box)])));
    const hidden = controls().filter((one) => one.tabIndex < 0 && one.matches("a[href], button, input, select, textarea, summary"));
    return { stops: stops.length, troubles: [
      ...hidden.map((one) => `taken out of the order: ${name(one)}`),
      ...stops.filter((one) => one.tabIndex > 0).map((one) => `jumps the order: ${name(one)}`),
    ] };
  }

  function shown(one) {
    for (const box of boxes(one)) {
      const was = before.get(box), now = style(box);
      if (!was || PARTS.every((part) => was[part] === now[part])) continue;
      const around = parseFloat(getComputedStyle(box).outlineOffset) < 0 ? box : box.parentElement;
      if (now.outlineStyle !== "none" && parseFloat(now.outlineWidth) >= 2
        && contrast(now.outlineColor, backgrounds(around)) >= LEAST) return true;
      const shadow = now.boxShadow !== was.boxShadow && now.boxShadow.match(/(rgb|color|oklch)[^)]*\)/)?.[0];
      if (shadow && contrast(shadow, backgrounds(around)) >= LEAST) return true;
    }
    return false;
  }

  function covered(one) {
    const face = one.getBoundingClientRect().width > 2 ? one : one.closest("label") ?? one.nextElementSibling ?? one;
    const { left, top, width, height } = face.getBoundingClientRect();
    if (width < 1 || height < 1 || top >= innerHeight || top + height <= 0 || left >= innerWidth || left + width <= 0) return true;
    const points = [[0.5, 0.5], [0.1, 0.5], [0.9, 0.5], [0.5, 0.1], [0.5, 0.9]].map(([x, y]) => [left + x * width, top + y * height]);
    return points.every(([x, y]) => {
      const hit = document.elementFromPoint(x, y);
      return hit && !face.contains(hit) && !hit.contains(face) && !hit.closest("label")?.contains(one);
    });
  }

  function here() {
    const one = document.activeElement;
    if (!one || one === document.body || one === document.documentElement) return { away: true };
    const troubles = [];
    if (!drawn(one)) troubles.push(`focused and not to be seen: ${name(one)}`);
    else if (covered(one)) troubles.push(`focused and covered or outside the screen: ${name(one)}`);
    if (!shown(one)) troubles.push(`does not show that one is there: ${name(one)}`);
    // A part of a page that follows may be drawn anew meanwhile; what has the same id is the same.
    const known = stops.findIndex((stop) => stop === one || (one.id && stop.id === one.id));
    return { away: false, at: known < 0 ? stops.push(one) - 1 : known, troubles };
  }

  listen.call(window, "keyup", ({ key }) => key === "Tab" && steps.push(here()), true);
  const walked = () => steps.splice(0);

  // Somebody with a mouse can do something here that somebody without one cannot.
  function beside() {
    const deaf = [...clicked, ...document.querySelectorAll("[onclick]")].filter((one) => one.isConnected && drawn(one)
      && !one.matches(CONTROLS) && !one.closest("a[href], button, label, summary") && !one.matches("body, main, form, [data-click-beside]"));
    return deaf.map((one) => `answers a click and not a key: ${name(one)}`);
  }

  window.keyboard = { look, walked, beside, name: (at) => name(stops[at]) };
})();
