"""A slow connection, the same each time: a script that comes late, an answer that gets lost, a page that is long in coming."""

from contextlib import contextmanager


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
    assert held, f"the page asked nothing of {address}"
    for route, answer in held:
        route.fulfill(response=answer)
