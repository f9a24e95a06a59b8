"""What is put into a page before its own scripts, to make a phone of it: with clocks that are wrong, that sleeps."""

# A machine-wide clock is kept aside, to compare devices with; the page's own clocks are wrong by `skew` ms and may sleep.
PHONE = """(() => {
    const skew = %d;
    const [date, counter] = [Date.now.bind(Date), performance.now.bind(performance)];
    window.real = () => performance.timeOrigin + counter();
    window.slept = 0;
    window.away = false;
    Date.now = () => date() + skew + window.slept;
    performance.now = () => counter() + Math.abs(skew);
    Object.defineProperty(document, "hidden", { get: () => window.away });
    window.turns = (away) => { window.away = away; document.dispatchEvent(new Event("visibilitychange")); };

    window.asked = [];
    window.refuses = false;
    const wakeLock = { request: async (kind) => {
        window.asked.push(kind);
        if (window.refuses) throw new DOMException("no", "NotAllowedError");
        const lock = { released: false, release: async () => { lock.released = true; } };
        window.lock = lock;
        return lock;
    } };
    Object.defineProperty(navigator, "wakeLock", { value: wakeLock });
    window.shaken = [];
    navigator.vibrate = (pattern) => window.shaken.push(pattern) > 0;

    window.flips = {};
    window.drawn = []; // each value that the line under the clock is given is a frame
    const { set, ...line } = Object.getOwnPropertyDescriptor(HTMLProgressElement.prototype, "value");
    const draw = function (value) { window.drawn.push(value); set.call(this, value); };
    Object.defineProperty(HTMLProgressElement.prototype, "value", { ...line, set: draw });
    window.heard = [];
    document.addEventListener("DOMContentLoaded", () => {
        new MutationObserver(() => {
            const digits = document.querySelector("[data-digits]")?.textContent;
            if (digits) window.flips[digits] ??= window.real();
            const voice = document.getElementById("voice")?.textContent;
            if (voice && voice !== window.heard.at(-1)) window.heard.push(voice);
        }).observe(document.body, { subtree: true, childList: true, characterData: true });
    });
})()"""


def make_phone(page, skew=0):
    page.add_init_script(PHONE % skew)
    return page


def kept_on(page) -> int:
    """How many texts and choices this device keeps because nobody answered to them yet."""
    return page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('pk-keep')).length")


def until_nothing_is_kept_on(page, wait=15_000):
    """The stream may show a card before the answer to it is here, and only the answer lets go of it."""
    for _ in range(wait // 50):
        if not kept_on(page):
            return
        page.wait_for_timeout(50)
    raise AssertionError(page.evaluate("Object.keys(localStorage)"))
