"""A slow connection, the same each time: a script that comes late, an answer that gets lost, a page that is long in coming."""

from contextlib import contextmanager

# Before the scripts of a page: what comes over its stream waits, once `streamHeld` is set, until the test lets it through,
# in the order that the test likes. `whenThere` does that in the very moment that an element appears.
STREAM = """(() => {
    window.streamHeld = false;
    window.cameOver = {};
    window.EventSource = class extends EventSource {
        addEventListener(name, then) {
            super.addEventListener(name, (event) => {
                window.streamOpen = true;
                if (!window.streamHeld) return then(event);
                if (name === "patch") window.cameOver[event.lastEventId] = () => then(event);
            });
        }
    };
    window.letThrough = (...versions) => versions.forEach((version) => window.cameOver[version]());
    window.whenThere = (selector, then) => new Promise((done) => {
        const look = () => document.querySelector(selector) && (seen.disconnect(), done(then()));
        const seen = new MutationObserver(look);
        seen.observe(document.body, { subtree: true, childList: true });
    });
})()"""


@contextmanager
def before_its_script(page, script, address):
    """Within, the page of ``address`` stands there without this script (and what comes after it); then it comes."""
    held = []
    page.route(script, lambda route: held.append(route))  # noqa: PLW0108 - playwright marks its handlers
    page.goto(address, wait_until="commit")
    yield
    assert held, f"the page asked for no {script}"
    for route in held:
        route.continue_()
    page.wait_for_load_state()


def lose_the_answer(page, address):
    """The server does what is asked at ``address`` for the first time; the page never hears of it."""
    lost = []

    def on_the_way(route):
        lost.append(route.fetch())
        route.abort()

    page.route(address, on_the_way, times=1)
    return lost


@contextmanager
def answer_on_its_way(page, address):
    """Within, the first answer of ``address`` is there as the server gave it, and the page does not have it yet."""
    held = []
    page.route(address, lambda route: held.append((route, route.fetch())), times=1)
    yield held
    for _ in range(500):
        if held:
            break
        page.wait_for_timeout(20)
    assert held, f"the page asked nothing of {address}"
    for route, answer in held:
        route.fulfill(response=answer)


def stream_in_hand(page, address):
    """Opens ``address``; what its stream brings from here on stays with the test. Gives the version of the screen."""
    page.add_init_script(STREAM)
    page.goto(address)
    page.wait_for_function("() => window.streamOpen")
    page.evaluate("window.streamHeld = true")
    return int(page.locator("#room").get_attribute("data-version"))


def until_it_came(page, *versions):
    """Changes with these versions are at the device, and not on its screen yet."""
    page.wait_for_function("(all) => all.every((one) => one in window.cameOver)", arg=[str(one) for one in versions])
