"""Every act of a simulated circle in every method: a screen that is patched shows what a fetched one would."""

import dataclasses
import re

import pytest

from intervision.domain.act import _for_the_author_alone
from intervision.engine import Decision, Put, Ready
from intervision.engine import Role as Part
from intervision.methods import library
from intervision.rehearsal import picture
from intervision.rehearsal.leading import BUTTONS
from intervision.rehearsal.play import _done, upcoming
from intervision.rehearsal.stage import Stage
from intervision.room.broadcast import _patch, role_of, topic_of
from intervision.room.elements import BODY, CARDS, ITEMS, MINE, SPOT, draw
from intervision.room.lines import LINE
from intervision.room.lying import drawn, only_the_count
from intervision.room.place import only_one
from intervision.room.screen import Screen
from intervision.room.timing import drawn as time_drawn
from intervision.room.timing import only_the_time

from .engine.methods import rest_of_the_vocabulary
from .test_patched import elements, plain, replaced

ACTS = 400
OWN = re.compile(r'(<span data-(?:them|me)|<form class="(?:row-flex wrap rm-turn|rm-unstop)"[^>]*?) hidden')
BEGAN = 1_800_000_000_000


def source_of(stage):
    """The clock on a screen is the device's own: here it is always the same moment."""
    return dataclasses.replace(picture.screen(stage).source, now_ms=BEGAN)


def whole(stage, person):
    role = stage.state.role(stage.method, person) or Part.OBSERVER
    return Screen(source_of(stage), role, viewer=person, language="nl")


def without_mine(page):
    """Without what each device hides by itself: see static/js/room/personal.js."""
    page = OWN.sub(r"\1", plain(page))
    for card in re.findall(r'data-own="([^"]+)"', page):
        page = re.sub(rf'<article data-card="{card}".*?</article>', "", page)
    return re.sub(r'<section class="rm-items"[^>]*></section>', "", page)


def patched(page, html):
    for name, start, end in elements(html):
        page = replaced(page, name, html[start:end])
    return page


class Circle:
    """``compared`` screens, of which ``lines`` after a patch of lines."""

    def __init__(self, method, seed):
        self.stage = Stage.open(method, seed=seed, language="nl", real_ms=BEGAN, watch=True)
        self.compared = self.lines = 0
        self.people = [*self.stage.state.people[:4], self.stage.state.leader]
        self.pages = {person: self.fetch(person) for person in self.people}

    def fetch(self, person):
        return draw(whole(self.stage, person), BODY)

    def play(self):
        for _ in range(ACTS):
            doing = upcoming(self.stage)
            if doing is None or self.stage.state.closed:
                return self
            before = self.stage
            self.stage = _done(dataclasses.replace(before, events=()), doing)
            if self.stage.events:
                self.look(before, doing)
        return self

    def look(self, before, doing):
        old = {item.id: item for item in before.kept.items}
        changes = [item for item in self.stage.kept.items if old.get(item.id) != item]
        decision = Decision(self.stage.state, self.stage.events, tuple(Change(item) for item in changes))
        alone = isinstance(doing.command, Put) and _for_the_author_alone(
            doing.command, before.method, before.state, list(before.kept.items)
        )
        for person in self.people:
            self.pages[person] = self.page_of(person, before, old, decision, doing, alone=alone)
            shown, right = without_mine(self.pages[person]), without_mine(self.fetch(person))
            assert shown == right, (doing.command, person, [event.name for event in decision.events])
            self.compared += 1

    def page_of(self, person, before, old, decision, doing, *, alone):
        method, state, page = before.method, before.state, self.pages[person]
        moved = topic_of(method, state, person, "nl") != topic_of(method, decision.state, person, "nl")
        mine = person == doing.person
        if moved or (alone and mine) or (mine and type(doing.command) in map(type, BUTTONS.values())):
            return self.fetch(person)
        if mine and isinstance(doing.command, Ready):
            return self.fetch(person)  # which of the two buttons is pressed each device shows by itself: entries.js
        if alone:
            return page
        role = decision.state.role(method, person) or Part.OBSERVER
        author = getattr(doing.command, "author", "")
        if author != doing.person and role == role_of(method, decision.state, author):
            return self.fetch(person)
        html = self.patch(before, old, decision, role)
        if html is None or 'data-again="1"' in html:
            return self.fetch(person)
        self.lines += f'id="{LINE}-' in html and 'id="items"' not in html
        page = patched(page, html)
        return patched(page, draw(whole(self.stage, person), MINE, ITEMS, CARDS, SPOT)) if mine else page

    def patch(self, before, old, decision, role):
        count = only_the_count(before.method, before.state, decision, list(old.values()))
        if count is not None:
            away = before.state.now(before.method).place.away and role == Part.BRINGER
            return "" if away else drawn(role, "nl", count.n, count.of)
        timed = only_the_time(before.state, decision)
        if timed is not None:
            return time_drawn(timed, role, "nl", before.run.pk)
        patches = _patch(source_of(self.stage), before.state, old, decision, role=role, language="nl")
        assert len(patches) <= 1
        assert all(only_one(before.method, decision.state, role) in topic for topic in patches)
        return next(iter(patches.values()), None)


@dataclasses.dataclass(frozen=True)
class Change:
    item: object
    created: bool = False


@pytest.mark.slow
@pytest.mark.parametrize("key", ["tienstappen", "vijfstappen", "clinic", "zesfasen"])
def test_a_patched_screen_shows_what_a_fetched_one_would(key):
    assert Circle(library.get(key), seed=1).play().compared > 100


def test_lines_are_patched_one_by_one():
    assert Circle(library.get("vijfstappen"), seed=2).play().lines > 10


def test_a_step_that_ends_by_itself_is_patched_as_any_other():
    circle = Circle(rest_of_the_vocabulary(), seed=1).play()
    assert circle.stage.state.closed
    assert circle.compared > 50


@pytest.mark.nightly
@pytest.mark.parametrize("key", [method.key for method in library.all_methods()])
@pytest.mark.parametrize("seed", [3, 4])
def test_a_patched_screen_shows_what_a_fetched_one_would_in_every_method(key, seed):
    Circle(library.get(key), seed).play()
