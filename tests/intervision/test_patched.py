"""A screen that follows the stream shows what it would show when it were fetched whole at that moment."""

import re

import pytest

from intervision.live_door import admit, admit_wall
from praktijkkring.live import publish as live_publish
from praktijkkring.live import wire
from sessions_app.models import Meeting

# What each device sets by itself: the time on the clock, the version that goes along with a move, the key of a form.
OWN = re.compile(
    r'(<p class="pk-clock[^>]*>)[^<]*|(<progress[^>]*) value="\d+"|<input type="hidden" name="(?:version|csrfmiddlewaretoken|id)"[^>]*>'
)

TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)[^>]*?(/?)>")
VOID = {"input", "br", "img", "hr", "meta", "link"}


def elements(html):
    """The elements of a piece of a page, outermost only: [(id, start, end)]."""
    found, depth, start = [], 0, 0
    for tag in TAG.finditer(html):
        closing, name, alone = tag.groups()
        if closing:
            depth -= 1
        elif not (alone or name in VOID):
            start = tag.start() if depth == 0 else start
            depth += 1
        if closing and depth == 0:
            known = re.match(r'<[^>]* id="([^"]*)"', html[start:])
            found.append((known and known.group(1), start, tag.end()))
    return found


def replaced(page, name, new):
    """``page`` with ``new`` in the place of the element called ``name``; as it was when there is none.

    What says that it comes first in a list is put there. Of what says that it is about the time, only that is taken over.
    """
    if into := re.match(r'<[^>]* data-first-in="([^"]+)"', new):
        page = replaced(page, name, "")
        return re.sub(rf'(<[a-z]+(?: [^>]*)? id="{into[1]}"[^>]*>)', lambda found: found[1] + new, page, count=1)
    old = re.search(rf'<[a-z]+(?: [^>]*)? id="{name}"', page)
    if old is None:
        return page
    _name, start, end = elements(page[old.start() :])[0]
    if " data-time " in new:
        new = timed(page[old.start() + start : old.start() + end], new)
    return page[: old.start() + start] + new + page[old.start() + end :]


def timed(clock, new):
    """The clock with the numbers of ``new``: as setTime does in static/js/room/patch.js."""
    [numbers] = re.findall(r"data-time (.*?)></i>", new)
    total = re.search(r'data-total="(\d+)"', numbers)[1]
    clock = re.sub(r' data-total="\d+"(?: data-(?:left|ends)="-?\d+")?', f" {numbers}", clock, count=1)
    return re.sub(r'(<progress[^>]*) max="\d+"', rf'\1 max="{total}"', clock)


class Screen:
    """A browser without a browser: patches replace elements by id, as static/js/room/patch.js does."""

    def __init__(self, device, *, wall=False):
        self.device, self.name = device, "wall_fragment" if wall else "fragment"
        self.room = f"{'wall' if wall else 'run'}:{device.run.pk}"
        self._door = admit_wall if wall else admit
        self.fetch()

    def whole(self):
        return self.device.browser.get(self.device.url(self.name), headers={"X-Room": "1"}).content.decode()

    def fetch(self):
        self.page = self.whole()

    def hear(self, change):
        topic = self._door(self.device.user, self.device.run.pk).role
        if topic not in change.patches:
            return self.fetch()
        html = change.patches[topic]
        for name, start, end in elements(html):
            self.page = replaced(self.page, name, html[start:end])
        return self.fetch() if 'data-again="1"' in html else None

    def shows(self):
        return plain(self.page)

    def should_show(self):
        return plain(self.whole())


def plain(page):
    text = OWN.sub(r"\1\2", page).replace('class="pk-clock long"', 'class="pk-clock"')
    return re.sub(r"\s+", " ", re.sub(r">\s+|\s+<", lambda found: found.group().strip(), text))


@pytest.fixture
def screens(live, monkeypatch, django_capture_on_commit_callbacks):
    """``after(act)`` carries it out, tells every screen, and compares each with what it would fetch."""
    told = []
    monkeypatch.setattr(
        live_publish, "_ring", lambda room, message, asking="": told.append((room, message)) or bool(asking)
    )
    screens = {name: Screen(getattr(live, name)) for name in ("fenna", "ellen", "marieke")}
    screens["wall"] = Screen(live.fenna, wall=True)

    def after(act):
        with django_capture_on_commit_callbacks(execute=True):
            answer = act()
        status = (answer[0] if isinstance(answer, tuple) else answer).status_code
        assert status < 400
        for room, message in told:
            for screen in screens.values():
                if screen.room == room and isinstance(message, wire.Change):
                    screen.hear(message)
        told.clear()
        for name, screen in screens.items():
            shown, whole = (re.split(r"(?<=>)", text) for text in (screen.shows(), screen.should_show()))
            assert (name, [line for line in shown if line not in whole], shown == whole) == (name, [], True)
        return answer

    return after


def test_from_the_first_closed_card_to_the_last_that_is_weighed(live, screens):
    screens(lambda: live.fenna.move("next"))
    texts = ("Wat wil je?", "Hoe dan?")
    cards = [screens(lambda text=text: live.pieter.write(text, step=1))[1] for text in texts]
    screens(lambda: live.pieter.write("Waarom?", step=1, id=cards[0])[0])
    screens(lambda: live.pieter.write("Waarom dan?", step=1, id=cards[0], state="draft")[0])
    screens(lambda: live.pieter.mark("withdraw", item=cards[1]))
    screens(lambda: live.pieter.write("Waarom niet?", step=1, id=cards[0])[0])
    screens(lambda: live.fenna.move("pause"))
    screens(lambda: live.pieter.write("Waarom nu?", step=1, id=cards[0])[0])
    screens(lambda: live.fenna.move("resume"))
    screens(lambda: live.fenna.move("reveal"))
    screens(lambda: live.fenna.move("next"))
    for label in ("warm", "cold", ""):
        screens(lambda label=label: live.ellen.mark("sort", item=cards[0], label=label))
    screens(lambda: live.fenna.move("next"))


def test_with_more_cards_and_all_of_them_weighed(live, screens):
    screens(lambda: live.fenna.move("next"))
    cards = [screens(lambda text=text: live.pieter.write(text, step=1)) for text in ("Wat?", "Hoe?")]
    screens(lambda: live.fenna.move("reveal"))
    screens(lambda: live.fenna.move("next"))
    for _answer, card in cards:
        screens(lambda card=card: live.ellen.mark("sort", item=card, label="lukewarm"))
    for on in ("1", "0", "1"):
        for _answer, card in cards:
            screens(lambda card=card, on=on: live.ellen.mark("answer", item=card, on=on))
    screens(lambda: live.fenna.move("back"))


@pytest.mark.django_db(transaction=True)
def test_a_press_is_answered_with_what_the_role_was_told(live, monkeypatch):
    told = []
    monkeypatch.setattr(
        live_publish, "_ring", lambda room, message, asking="": told.append((room, message)) or bool(asking)
    )
    for do in ("pause", "resume", "next"):
        told.clear()
        form = {"do": do, "version": live.fenna.version}
        answer = live.fenna.browser.post(live.fenna.url("move"), form, headers={"X-Room": "patch"})
        [change] = [message for room, message in told if room == f"run:{live.run.pk}"]
        assert answer["X-Room-Patch"] == "1"
        assert int(answer["X-Room-Version"]) == change.version == live.fenna.version
        assert answer.content.decode() == change.patches[admit(live.fenna.user, live.run.pk).role]
    assert not live.fenna.move("pause").has_header("X-Room-Patch")  # only who asks for it


@pytest.mark.django_db(transaction=True)
def test_who_gets_another_role_by_their_press_gets_their_whole_screen(live):
    Meeting.objects.filter(pk=live.run.meeting_id).update(deputy=live.pieter.user)
    answer = live.pieter.browser.post(live.pieter.url("lead"), headers={"X-Room": "patch"})
    assert (answer.status_code, answer.has_header("X-Room-Patch"), b'id="go"' in answer.content) == (200, False, True)
