"""What one viewer sees and may do at this moment. Pure data: the shell adds words, names and texts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from .clock import Clock
from .controls import controls, primary
from .counts import Count, entered
from .items import Item
from .method import Input, Method, Step
from .sight import Sight, Viewer
from .state import Round, State
from .steps import following
from .text import NO_TEXT, Text
from .vocabulary import ItemState, Kind, Phase, Place, Role, Speech, Who
from .work import Work, work_of


@dataclass(frozen=True, slots=True)
class Entry:
    """Something this viewer may write now. ``left``: how many more cards; None = as many as they like."""

    input: Input
    left: int | None
    mine: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class View:
    # Where the run is: the same for everybody of a role.
    step: int  # index; ``number`` is what people read
    steps: int
    key: str
    lap: int
    phase: Phase
    free: bool  # a free step lies over it
    place: Place
    title: Text
    floor: Mapping[Role, frozenset[Speech]]
    clock: Clock
    round: Round | None
    turn_seconds: int
    ready: Count
    more: int  # how many ask for one minute more
    stopped: bool
    leader: str
    closed: bool
    next_step: int | None = None
    next_title: Text = NO_TEXT
    next_minutes: int = 0
    # Who looks, and what is asked of them.
    role: Role | None = None
    roles: frozenset[Role] = frozenset()
    task: Text = NO_TEXT
    pad: bool = False  # a case-bringer turned away: note pad and clock, nothing else
    entries: tuple[Entry, ...] = ()
    work: tuple[Work, ...] = ()
    items: tuple[Item, ...] = ()  # all this viewer may see, own drafts and closed cards included
    entered: Count | None = None  # cards on the table, never whose
    tallies: Mapping[str, int] = field(default_factory=dict)  # open counts of this step
    voted: bool = False
    my_turn: bool = False
    group: int | None = None
    group_clock: Clock | None = None
    controls: frozenset[str] = frozenset()  # names of commands in small letters
    stopped_by: str = ""
    may_take_over: bool = False
    may_give_back: bool = False
    # For who leads.
    script: Text = NO_TEXT
    watch: tuple[Text, ...] = ()
    primary: str = ""  # the one green button: next, reveal, count, close, clearstop
    silent: tuple[str, ...] = ()  # who has given nothing yet in this run

    @property
    def number(self) -> int:
        return self.step + 1


def view(method: Method, state: State, items: Iterable[Item], viewer: Viewer) -> View:
    items = tuple(items)
    seen = _for_one(_where(method, state), method, state, items, viewer)
    leads = viewer.person == state.leader if viewer.person else Role.FACILITATOR in viewer.roles
    if not leads:
        return seen
    step = state.now(method)
    return replace(
        seen,
        script=step.script,
        watch=step.watch,
        primary=primary(method, state, items),
        silent=_silent(method, state, items),
        stopped_by=state.stop.by if state.stop else "",
    )


def _where(method: Method, state: State) -> View:
    step, bare, after = state.now(method), method.steps[state.step], following(method, state)
    everybody = state.persons(method, Who.EVERYONE)
    return View(
        step=state.step,
        steps=len(method.steps),
        key=bare.key,
        lap=state.lap(bare),
        phase=state.phase,
        free=state.free is not None,
        place=state.place(method),
        title=step.title,
        floor=_floor(state, step),
        clock=state.running_clock(),
        round=None if state.free else state.round,
        turn_seconds=step.turn_seconds,
        ready=Count(sum(state.ready.get(person, False) for person in everybody), len(everybody)),
        more=sum(not yes for yes in state.ready.values()),
        stopped=state.stop is not None,
        leader=state.leader,
        closed=state.closed,
        next_step=after[0] if after else None,
        next_title=state.step_of(method, *after).title if after else NO_TEXT,
        next_minutes=state.plan[after[0]] if after else 0,
    )


def _for_one(seen: View, method: Method, state: State, items: Sequence[Item], viewer: Viewer) -> View:
    sight = Sight(method, state, viewer)
    visible = sight.visible(items)
    pad = sight.pad
    idle = pad or seen.free or seen.phase is Phase.WRITING
    person, role, step = viewer.person, viewer.role, state.now(method)
    group = state.group_of(person) if person and state.group_clocks else None
    ballot = f"{state.pass_key(method.steps[state.step])}#"
    return replace(
        seen,
        role=role,
        roles=viewer.roles,
        task=step.task.get(role, NO_TEXT) if role else NO_TEXT,
        pad=pad,
        entries=_entries(method, state, items, viewer),
        work=() if idle else work_of(method, state, visible, viewer),
        items=visible,
        entered=None if pad else entered(method, state, items),
        tallies={} if pad else _tallies(state, ballot),
        voted=any(person in people for name, people in state.cast.items() if name.startswith(ballot)),
        my_turn=bool(seen.round and person and seen.round.speaking == person),
        group=group,
        group_clock=state.group_clocks[group] if group is not None else None,
        controls=controls(method, state, viewer),
        stopped_by=state.stop.by if state.stop and state.stop.by == person else "",
        may_take_over=bool(person) and person == state.deputy and not state.acting,
        may_give_back=bool(state.acting) and person in {state.facilitator, state.acting},
    )


def _floor(state: State, step: Step) -> Mapping[Role, frozenset[Speech]]:
    """In a free step everybody may speak; while cards are closed everybody is silent but who steers."""
    if state.free:
        return {role: frozenset({Speech.SPEAK}) for role in (Role.BRINGER, Role.MEMBER, Role.FACILITATOR)}
    if state.phase is Phase.WRITING and not _talks_while_writing(step):
        return {Role.FACILITATOR: step.speech(Role.FACILITATOR) & {Speech.STEER}}
    return step.floor


def _talks_while_writing(step: Step) -> bool:
    """Some write while somebody tells (the case-bringer's story, an ending that stays closed)."""
    return Speech.SPEAK in step.speech(Role.BRINGER) and not step.speech(Role.MEMBER)


def _entries(method: Method, state: State, items: Sequence[Item], viewer: Viewer) -> tuple[Entry, ...]:
    if not viewer.person or state.closed:
        return ()
    step, bare = state.now(method), method.steps[state.step]
    found = []
    for one in step.inputs:
        if one.kind is Kind.SCORE or not state.offers(method, one) or not state.may(method, one.by, viewer.person):
            continue
        mine = tuple(
            item
            for item in items
            if (item.owned_by(viewer.person) if one.by is Who.SCRIBE else item.author == viewer.person)
            and (item.step, item.lap, item.kind) == (state.step, state.lap(bare), one.kind)
            and item.state is not ItemState.WITHDRAWN
        )
        laid = sum(item.laid and item.author == viewer.person for item in mine)
        found.append(Entry(one, max(one.max - laid, 0) if one.max else None, mine))
    return tuple(found)


def _tallies(state: State, ballot: str) -> Mapping[str, int]:
    return {
        name: number
        for key, tally in state.tallies.items()
        if key.startswith(ballot) and key in state.counted
        for name, number in tally.items()
    }


def _silent(method: Method, state: State, items: Iterable[Item]) -> tuple[str, ...]:
    """Who has neither an open card nor a turn behind them. What is closed does not count: nobody may see who laid it."""
    heard = {item.author for item in items if item.state is ItemState.SHOWN and not item.private}
    heard |= set(state.heard)
    return tuple(person for person in state.persons(method, Who.MEMBER) if person not in heard)
