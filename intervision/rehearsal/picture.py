"""A rehearsal drawn with the screens of the live room: the same templates, fed from memory."""

from types import SimpleNamespace

from django.template.loader import render_to_string
from django.utils import translation

from intervision.engine import Harvest as Line
from intervision.engine import Item, Phase, Role, State, Viewer, view
from intervision.engine import harvest as lines_of
from intervision.room.elements import BODY, CARDS, ITEMS, MINE, SPOT, changed, draw
from intervision.room.screen import Screen
from intervision.room.source import Source

from .envelope import seal
from .heard import heard
from .stage import EYES, SPEEDS, Stage
from .texts import FACILITATOR, people, sayings

NOBODYS = 0  # the number of a run, a meeting and a circle that are in no table


def screen(stage: Stage) -> Screen:
    """What the eye of this rehearsal looks at."""
    kept, texts = stage.kept, sayings(stage.kept.language)
    source = Source(
        run=SimpleNamespace(pk=NOBODYS, version=kept.acts, away_at=None),
        circle=SimpleNamespace(pk=NOBODYS, name=texts.circle),
        meeting=SimpleNamespace(pk=NOBODYS, number=1, date=None, facilitator_id=FACILITATOR, deputy_id=None),
        method=stage.method,
        state=kept.state,
        people=people(),
        rows={
            item.id: SimpleNamespace(text=kept.texts.get(item.id, ""), changed_at=kept.changed[item.id])
            for item in kept.items
        },
        first_question=_first_question(stage),
        items=list(kept.items),
        now_ms=kept.now_ms,
    )
    if kept.eye is Role.SCREEN:
        return Screen(source, Role.SCREEN, language=kept.language)
    viewer = stage.person_of(kept.eye)
    role = kept.state.role(stage.method, viewer) or Role.OBSERVER
    return Screen(source, role, viewer=viewer, language=kept.language)


def _first_question(stage: Stage) -> str:
    """In a method in which everybody brings a case: of who brings it now."""
    bringers = stage.state.bringers_now(stage.method)
    if not stage.method.rotates:
        return sayings(stage.kept.language).question
    return sayings(stage.kept.language).question_of(bringers[0]) if bringers else ""


def whole(stage: Stage, request) -> str:
    """Everything of the page that changes."""
    return _frame(stage, request) + body(stage, request)


def since(stage: Stage, before: State, request) -> str:
    """What changed on this screen since ``before``, as the live room would send it, and the frame around it."""
    seen = screen(stage)
    names = changed(before, seen, stage.events) if stage.events else ()
    if stage.actors & {seen.viewer} and BODY not in names:
        names = tuple(dict.fromkeys((*names, MINE, ITEMS, CARDS, SPOT)))
    if seen.role == Role.SCREEN:
        names = tuple(name for name in names if name != MINE)
    if stage.state.closed or BODY in names:
        return whole(stage, request)
    return _frame(stage, request) + draw(seen, *names, request=request)


def body(stage: Stage, request) -> str:
    if not stage.state.closed:
        return draw(screen(stage), BODY, request=request)
    with translation.override(stage.kept.language):
        return render_to_string("intervision/rehearsal/_end.html", {"r": Frame(stage), "s": screen(stage)}, request)


def _frame(stage: Stage, request) -> str:
    with translation.override(stage.kept.language):
        return render_to_string(
            "intervision/rehearsal/_frame.html", {"r": Frame(stage), "letters": seal(stage)}, request
        )


class Frame:
    """What stands around the screen: that it is a rehearsal, whose screen it is, and how fast time goes."""

    def __init__(self, stage: Stage) -> None:
        self.stage, self.kept, self.method = stage, stage.kept, stage.method
        self.viewer = "" if stage.kept.eye is Role.SCREEN else stage.person_of(stage.kept.eye)
        self.person = people().get(self.viewer)
        self.title = stage.method.name.say(stage.kept.language)
        self.heard = heard(stage)
        self.eyes = [(eye.value, eye is stage.kept.eye) for eye in EYES]
        self.speeds = [(speed, speed == stage.kept.speed) for speed in SPEEDS]

    @property
    def last(self) -> bool:
        """After this step the rehearsal is over."""
        return view(self.method, self.kept.state, (), Viewer.everybody(Role.MEMBER)).next_step is None

    @property
    def all_write(self) -> bool:
        """There is nothing to hear, because nobody tells anything meanwhile."""
        state = self.kept.state
        told = view(self.method, state, (), Viewer.everybody(Role.MEMBER)).floor.get(Role.BRINGER)
        return state.phase is Phase.WRITING and not (told or state.free or state.stop or state.closed)

    @property
    def by_hand(self) -> bool:
        return self.kept.eye in self.kept.mine

    @property
    def by_itself(self) -> bool:
        """Who leads is simulated."""
        return Role.FACILITATOR not in self.kept.mine

    @property
    def kept_lines(self) -> dict:
        """What the harvest of a real meeting would hold."""
        lines = lines_of(self.method, self.kept.state, self.kept.items)

        def said(items: tuple[Item, ...]) -> list:
            return [(people()[item.author], self.kept.texts.get(item.id, "")) for item in items]

        return {
            "first": "" if self.method.rotates else sayings(self.kept.language).question,
            "real": said(lines[Line.REAL_QUESTION])[-1:],
            "commitment": said(lines[Line.COMMITMENT])[-1:],
            "insights": [
                pair
                for pair, item in zip(said(lines[Line.INSIGHT]), lines[Line.INSIGHT], strict=True)
                if not item.private
            ],
        }
