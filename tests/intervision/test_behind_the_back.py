"""Not one byte of what the others write reaches who is turned away, nor a card the big screen.

The product on a real port, followed on bare sockets: every byte that came is searched, not what a page makes of it.
"""

import uuid
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.utils import timezone

from intervision.access import run_for, talk_for
from intervision.domain.act import act
from intervision.domain.arrive import arrive
from intervision.domain.start import start_run
from intervision.engine import Kind, Next, Phase, Place, Put, Refusal, Reveal, State, TurnNext
from intervision.errors import RefusedByEngine
from intervision.ledger import method_of, person
from intervision.methods import library
from intervision.models import Run
from sessions_app.models import Meeting
from tests.house.walk import session_key
from tests.intervision.device import Device
from tests.praktijkkring.live.follower import Follower

pytestmark = pytest.mark.slow
CANARY = "KANARIE"
# What the bringer says aloud as the real question lies in the middle of the table, on the big screen too.
ASKED = "GEVRAAGD"


def away_steps(method):
    return [step for step in method.steps if step.place.away or any(one.place.away for one in step.modules)]


class Evening:
    """One run on a real port. Writes for everybody whom a step asks, and follows what reaches whom."""

    def __init__(self, cast, site, key):
        Meeting.objects.filter(pk=cast.meeting.pk).update(date=timezone.localdate())
        self.cast, self.port = cast, urlsplit(site).port
        self.members = [cast.case_bringer, cast.member, cast.members[2]]
        for member in self.members:
            arrive(by=talk_for(member.user, cast.meeting.pk))
        self.run = start_run(by=talk_for(cast.facilitator.user, cast.meeting.pk), method=library.get(key))
        self.method = method_of(self.run)
        self.users = {person(one.user): one.user for one in [*self.members, cast.facilitator]}
        self.open = []

    @property
    def state(self):
        return State.from_dict(Run.objects.get(pk=self.run.pk).state)

    @property
    def leader(self):
        return self.users[self.state.leader]

    def bringers_away(self, state):
        return state.bringers_now(self.method) if state.place(self.method).away else ()

    def fetched(self, who):
        """The page and the fragment as this person would fetch them now."""
        device = Device(self.browser_of(self.users[who]), self.run, self.users[who])
        return {"fragment": device.fragment(), "page": device.page().content.decode()}

    def follow(self, user, kind="run"):
        follower = Follower(
            self.port,
            f"/live/{kind}/{self.run.pk}/?v={Run.objects.get(pk=self.run.pk).version}",
            headers=(
                f"Host: 127.0.0.1:{self.port}",
                f"Cookie: {settings.SESSION_COOKIE_NAME}={session_key(user)}",
            ),
        )
        assert follower.open() == 200
        follower.wait("hello")
        self.open.append(follower)
        return follower

    def do(self, user, command, **texts):
        try:
            return act(by=run_for(user, self.run.pk), command=command, texts=texts)
        except (RefusedByEngine, Refusal):
            return None

    def write(self, *, draft=False, but=()):
        """A card of everybody for each input of this step; gives how many were taken."""
        state, taken = self.state, 0
        for entry in state.now(self.method).inputs:
            if entry.kind is Kind.SCORE:
                continue
            for who, user in self.users.items():
                if who in but or not state.may(self.method, entry.by, who):
                    continue
                sign = ASKED if entry.harvest == "real_question" else CANARY
                card, word = str(uuid.uuid4()), f"{sign}-{state.step}-{entry.kind}-{entry.shown}-{user.pk}"
                if self.do(user, Put(card, entry.kind, state.step, length=len(word), draft=draft), **{card: word}):
                    taken += 1
        return taken

    def caught_up(self, follower):
        """Every change so far has reached this stream, or it has ended: what is searched is all there is."""
        version = Run.objects.get(pk=self.run.pk).version
        follower._until(lambda: follower.closed_at or any(one.version >= version for one in follower.events))
        assert follower.closed_at or any(one.version >= version for one in follower.events)
        return follower.raw.decode()

    def onwards(self):
        """To the next phase or step; False at the end."""
        before = self.state
        if before.phase is Phase.WRITING and self.do(self.leader, Reveal()):
            return True
        return self.do(self.leader, Next()) is not None

    def close(self):
        for follower in self.open:
            follower.close()


@pytest.fixture
def evening(cast, site, client_of):
    made = []

    def begin(key):
        made.append(Evening(cast, site, key))
        made[-1].browser_of = client_of
        return made[-1]

    yield begin
    for one in made:
        one.close()


def played(evening):
    """Carries the whole method out. What reached who was turned away, the big screen, and a member at the table."""
    behind = []
    wall, control = evening.follow(evening.leader, "wall"), evening.follow(evening.cast.member.user)
    while True:
        state = evening.state
        bringers = evening.bringers_away(state)
        streams = {who: evening.follow(evening.users[who]) for who in bringers}
        evening.write(draft=True, but={*state.people[:-1], state.leader})
        evening.write(but=bringers)
        if bringers:
            evening.do(evening.leader, TurnNext())
            evening.do(evening.leader, Reveal())
        for who, stream in streams.items():
            texts = {"stream": evening.caught_up(stream), **evening.fetched(who)}
            behind += [(state.step, where, f"{CANARY}-{state.step}-" in text) for where, text in texts.items()]
            stream.close()
        if not evening.onwards():
            page = evening.browser_of(evening.leader).get(f"/ronde/{evening.run.pk}/scherm/").content.decode()
            return behind, evening.caught_up(wall) + page, evening.caught_up(control)


@pytest.mark.parametrize("key", library.ORDER)
def test_not_one_byte_behind_the_back_and_no_card_on_the_big_screen(evening, key):
    evening = evening(key)
    behind, wall, control = played(evening)
    assert len(behind) >= 3 * len(away_steps(evening.method))
    assert [one for one in behind if one[2]] == []
    assert CANARY not in wall
    # Those at the table do get the open cards, so that they could have been seen.
    cards = evening.run.contributions.filter(state="shown", private=False).exclude(kind="note")
    assert (CANARY in control) == cards.exclude(author=evening.cast.member).exists() or evening.method.rotates


def test_a_screen_that_forgets_the_back_is_caught(evening, monkeypatch):
    """The test of the test: with the case-bringer's screen drawn as if they sat in the circle, it sees the leak."""
    monkeypatch.setattr(Place, "away", property(lambda self: False))
    evening = evening("vermoedens")
    monkeypatch.setattr(Evening, "bringers_away", lambda self, state: state.bringers)
    behind, _wall, _control = played(evening)
    assert {where for _step, where, leaked in behind if leaked} == {"stream", "fragment", "page"}
