"""What one viewer sees and may do at this moment. Pure data: the shell adds words, names and texts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from .clock import Clock
from .controls import controls, primary
from .counts import Count, entered
from .items import Item
from .method import Act, Input, Method, Step
from .sight import Sight, Viewer
from .state import Round, State
from .text import Text
from .vocabulary import ItemState, Kind, Phase, Place, Role, Speech, Verb, Who


@dataclass(frozen=True, slots=True)
class Entry:
    """Something this viewer may write now. ``left``: how many more cards; None = as many as they like."""

    input: Input
    left: int | None
    mine: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Work:
    """Something to do with open cards: ``todo`` first to last, then ``done``; ``mine``: this viewer does it."""

    act: Act
    todo: tuple[str, ...]
    done: tuple[str, ...]
    focus: str
    mine: bool

    @property
    def all(self) -> tuple[str, ...]:
        return self.done + self.todo


@dataclass(frozen=True, slots=True)
class View:
    step: int  # index; ``number`` is what people read
    steps: int
    key: str
    lap: int
    phase: Phase
    free: bool  # a free step lies over it
    role: Role | None
    roles: frozenset[Role]
    place: Place
    title: Text
    task: Text
    script: Text  # for who leads
    watch: tuple[Text, ...]
    floor: Mapping[Role, frozenset[Speech]]
    clock: Clock
    group: int | None
    group_clock: Clock | None
    round: Round | None
    my_turn: bool
    turn_seconds: int
    pad: bool  # a case-bringer turned away: note pad and clock, nothing else
    entries: tuple[Entry, ...]
    work: tuple[Work, ...]
    items: tuple[Item, ...]  # all this viewer may see, own drafts and closed cards included
    entered: Count | None  # cards on the table, never whose
    ready: Count
    more: int  # how many ask for one minute more
    tallies: Mapping[str, int]  # open counts of this step
    voted: bool
    controls: frozenset[str]  # names of commands in small letters
    primary: str  # the one green button of who leads: next, reveal, count, close
    stopped: bool
    stopped_by: str
    silent: tuple[str, ...]  # who has given nothing yet in this run; for who leads
    leader: str
    may_take_over: bool
    may_give_back: bool
    next_step: int | None
    next_title: Text
    next_minutes: int
    closed: bool

    @property
    def number(self) -> int:
        return self.step + 1


def view(method: Method, state: State, items: Iterable[Item], viewer: Viewer) -> View:
    items = tuple(items)
    step, bare = state.now(method), method.steps[state.step]
    sight = Sight(method, state, viewer)
    visible = sight.visible(items)
    pad = sight.turned_away and Role.BRINGER in viewer.roles
    leads = viewer.person == state.leader if viewer.person else Role.FACILITATOR in viewer.roles
    after = state.step + 1 if state.step + 1 < len(method.steps) else None
    group = state.group_of(viewer.person) if viewer.person and state.group_clocks else None
    ballot = f"{state.pass_key(bare)}#"
    role = viewer.role
    return View(
        step=state.step,
        steps=len(method.steps),
        key=bare.key,
        lap=state.lap(bare),
        phase=state.phase,
        free=state.free is not None,
        role=role,
        roles=viewer.roles,
        place=state.place(method),
        title=step.title,
        task=step.task.get(role, Text()) if role else Text(),
        script=step.script if leads else Text(),
        watch=step.watch if leads else (),
        floor=_floor(state, step),
        clock=state.running_clock(),
        group=group,
        group_clock=state.group_clocks[group] if group is not None and group < len(state.group_clocks) else None,
        round=None if state.free else state.round,
        my_turn=bool(state.round and viewer.person and state.round.speaking == viewer.person),
        turn_seconds=step.turn_seconds,
        pad=pad,
        entries=_entries(method, state, items, viewer),
        work=() if pad or state.free or state.phase is Phase.WRITING else _work(method, state, visible, viewer),
        items=visible,
        entered=None if pad else entered(method, state, items),
        ready=Count(sum(state.ready.values()), len(state.persons(method, Who.EVERYONE))),
        more=sum(not yes for yes in state.ready.values()),
        tallies={} if pad else _tallies(state, ballot),
        voted=any(viewer.person in people for name, people in state.cast.items() if name.startswith(ballot)),
        controls=controls(method, state, viewer),
        primary=primary(method, state, items) if leads else "",
        stopped=state.stop is not None,
        stopped_by=state.stop.by if state.stop and (leads or state.stop.by == viewer.person) else "",
        silent=_silent(method, state, items) if leads else (),
        leader=state.leader,
        may_take_over=bool(viewer.person) and viewer.person == state.deputy and not state.acting,
        may_give_back=bool(state.acting and viewer.person in {state.facilitator, state.acting}),
        next_step=after,
        next_title=state.step_of(method, after).title if after is not None else Text(),
        next_minutes=state.plan[after] if after is not None else 0,
        closed=state.closed,
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
            if item.owned_by(viewer.person)
            and (item.step, item.lap, item.kind) == (state.step, state.lap(bare), one.kind)
            and item.state is not ItemState.WITHDRAWN
        )
        laid = sum(item.laid and item.author == viewer.person for item in mine)
        found.append(Entry(one, max(one.max - laid, 0) if one.max else None, mine))
    return tuple(found)


def _work(method: Method, state: State, visible: Sequence[Item], viewer: Viewer) -> tuple[Work, ...]:
    found = []
    for act in state.now(method).acts:
        target = method.positions.get(act.on)
        if target is None:
            continue
        cards = [item for item in visible if item.step == target and item.state is ItemState.SHOWN and not item.private]
        ranks = _ranks(method, target) if act.do is Verb.ANSWER else {}
        cards.sort(key=lambda item: (item.lap, ranks.get(item.label, 0), item.order, item.id))
        answered = set(state.answered.get(method.steps[state.step].key, ()))
        done = [item.id for item in cards if _is_done(act, item, answered)]
        todo = [item.id for item in cards if not _is_done(act, item, answered)]
        focus = state.focus if state.focus in {item.id for item in cards} else (todo or [""])[0]
        mine = bool(viewer.person) and state.may(method, act.by, viewer.person)
        found.append(Work(act, tuple(todo), tuple(done), focus, mine))
    return tuple(found)


def _is_done(act: Act, item: Item, answered: set[str]) -> bool:
    if act.do is Verb.SORT:
        return item.label in act.labels
    if act.do is Verb.PICK:
        return item.picked
    return act.do is Verb.ANSWER and item.id in answered


def _ranks(method: Method, target: int) -> Mapping[str, int]:
    """Label → place. Cards that were sorted come in the order of the labels: what touched most comes first."""
    return {
        label: place
        for step in method.steps
        for act in step.acts
        if act.do is Verb.SORT and method.positions.get(act.on) == target
        for place, label in enumerate(act.labels)
    }


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
    if state.round:
        heard |= set(state.round.order[: state.round.turn])
    return tuple(person for person in state.persons(method, Who.MEMBER) if person not in heard)
