"""After a change is stored: draw what changed once per role and language, and ring the bell."""

from collections.abc import Callable
from functools import lru_cache

from django.conf import settings
from django.db.models import Q

from intervision.engine import Count, Decision, Item, ItemState, Method, Role, State
from intervision.ledger import method_of
from intervision.models import Run
from praktijkkring.live.publish import Besides, kick, publish
from praktijkkring.models import User
from sessions_app.models import Meeting

from .elements import BODY, CHANGED_BY, ITEMS, changed, draw, opened_count, room_address
from .lines import lines
from .lying import drawn, only_the_count, writing_now
from .place import only_one, roles_now
from .screen import Screen
from .source import Source, Stored
from .timing import Timed, only_the_time
from .timing import drawn as time_drawn

# After these a step is shown in which people may have written before.
BACK_AGAIN = {"went_back", "repeated", "looped", "free_step_ended"}


# Where open cards lie.
OF_CARDS = {BODY, ITEMS}

# After these somebody may lead, be named or sit there who did not before.
PEOPLE = {"joined", "left", "appointed", "taken_over", "given_back", "closed"}


def topic(role: str, language: str, only: str = "") -> str:
    """Whose patches somebody gets: of their role, in their language; of a role with one person, ``only`` that person.

    What is drawn for one person has their name on it, so that it never reaches who had that role a moment before.
    """
    return f"{role}:{only}.{language}" if only else f"{role}.{language}"


def topic_of(method: Method, state: State, who: str, language: str) -> str:
    """The topic of ``who`` at this moment; who has not taken a seat yet looks on."""
    role = state.role(method, who) or Role.OBSERVER
    return topic(role.value, language, only_one(method, state, role))


def broadcast(
    given: Run, version: int, before: State, decision: Decision, items: list[Item], *, author: str = ""
) -> dict[str, str]:
    """Publish ``version`` of the run to every role; what the people of the run were told. Called after the commit.

    ``given`` with its meeting, as the act left it; ``items`` as they were before. What is drawn is exactly that moment:
    a card that somebody lays down right now was never meant for who sees this version. Only texts may be newer.
    ``author``: for whom somebody else typed or chose. Their own screen changed, and nobody may know whose it was: all
    of their role fetch.
    """
    run_id = given.pk
    method = method_of(given)
    count = only_the_count(method, before, decision, items)
    if count is not None:
        fetches = role_of(method, before, author)
        return _publish_count(run_id, version, method, before, count, fetches=fetches, mine=_whose(decision))
    timed = only_the_time(before, decision)
    if timed is not None:
        return _publish_time(run_id, version, method, before, timed)
    old = {item.id: item for item in items}
    now = old | {change.item.id: change.item for change in decision.changes}
    meeting = given.meeting if _same_people(decision) else _meeting(given)
    source = Source.after(given, meeting, decision.state, list(now.values()))
    if not _same_roles(decision):
        _move_between_roles(run_id, method, before, decision.state)
    fetches = role_of(method, decision.state, author)
    told = {}
    for language in source.languages:
        for role in (one for one, _only in roles_now(method, decision.state) if one is not fetches):
            told |= _patch(source, before, old, decision, role=role, language=language)

    def wall() -> dict[str, str]:
        patches = {}
        for language in source.languages:
            patches |= _patch(source, before, old, decision, role=Role.SCREEN, language=language)
        return patches

    _publish(run_id, version, told, wall, mine=_whose(decision))
    return told


def _publish(
    run_id: int, version: int, patches: dict[str, str], wall: Callable[[], dict[str, str]], *, mine: int = 0
) -> None:
    """To the phones, and then to the big screen when there is one."""
    big_screen = Besides(f"wall:{run_id}", wall)
    publish(room=f"run:{run_id}", version=version, patches=patches, mine=mine, besides=big_screen)


def _whose(decision: Decision) -> int:
    """Who has a card more or less of their own now; 0 when it is nobody, or more than one."""
    if not {event.name for event in decision.events} & {"laid", "drafted", "withdrawn"}:
        return 0
    authors = {change.item.author for change in decision.changes}
    return int(authors.pop()) if len(authors) == 1 else 0


def role_of(method: Method, state: State, who: str) -> Role | None:
    return state.role(method, who) if who else None


def _publish_count(
    run_id: int, version: int, method: Method, state: State, count: Count, *, fetches: Role | None, mine: int
) -> dict[str, str]:
    """In every language we speak: that is cheaper than asking who reads what. Who is turned away learns no number."""
    writing = writing_now(method, state)
    roles = tuple([one for one in writing.roles if one[0] is not fetches]) if fetches else writing.roles
    patches = _of_count(roles, writing.away, count.n, count.of)

    def wall() -> dict[str, str]:
        return _of_count(((Role.SCREEN, ""),), False, count.n, count.of)

    _publish(run_id, version, patches, wall, mine=mine)
    return {}  # the author's own screen shows more than the count


@lru_cache(maxsize=512)
def _of_count(roles: tuple[tuple[Role, str], ...], away: bool, n: int, of: int) -> dict[str, str]:
    """The patches, not to be changed: they are the same each time that so many cards lie on a table like this one."""
    return {
        topic(role, language, only): drawn(role, language, n, of) if not (away and role == Role.BRINGER) else ""
        for role, only in roles
        for language, _name in settings.LANGUAGES
    }


def _publish_time(run_id: int, version: int, method: Method, state: State, timed: Timed) -> dict[str, str]:
    """In every language we speak, as with a count."""
    languages = [language for language, _name in settings.LANGUAGES]
    told = {
        topic(role, language, only): time_drawn(timed, role, language, run_id)
        for role, only in roles_now(method, state)
        for language in languages
    }
    _publish(
        run_id,
        version,
        told,
        lambda: {topic(Role.SCREEN, one): time_drawn(timed, Role.SCREEN, one, run_id) for one in languages},
    )
    return told


def _same_people(decision: Decision) -> bool:
    return not any(event.name in PEOPLE for event in decision.events)


def _same_roles(decision: Decision) -> bool:
    return all(event.name in CHANGED_BY for event in decision.events) and _same_people(decision)


def _meeting(run: Run) -> Meeting:
    related = ("season__circle", "question", "facilitator", "deputy")
    return Meeting.objects.select_related(*related).get(pk=run.meeting_id)


def _patch(
    source: Stored, before: State, old: dict[str, Item], decision: Decision, *, role: str, language: str
) -> dict[str, str]:
    address = room_address(source.run) if role == Role.SCREEN else ""
    screen = Screen(source, role, language=language, address=address)
    screen.returned = any(event.name in BACK_AGAIN for event in decision.events) or opened_count(before, screen)
    names = changed(before, screen, decision.events)
    if names == (ITEMS,):
        names = lines(before, old, decision, screen) or names
    if screen.state.groups and role in {Role.MEMBER, Role.BRINGER}:
        return {}  # each group sees its own: those screens fetch themselves
    only = only_one(source.method, source.state, role)
    if not only and not set(names).isdisjoint(OF_CARDS) and _own_cards_among(screen):
        return {}
    return {topic(role, language, only): draw(screen, *names)}


def _own_cards_among(screen: Screen) -> bool:
    """Whether somebody of this role has an open card here that the others of the role may not read, but they may."""
    state, method = screen.state, screen.method
    here = {state.step, *(method.positions.get(act.on) for act in screen.step.acts)}
    return any(
        item.step in here
        and item.state is ItemState.SHOWN
        and not item.private
        and item.id not in screen.items
        and state.role(method, item.author) == screen.role
        for item in screen.source.items
    )


def languages_of(run: Run) -> list[str]:
    """The languages that people at this table read."""
    circle = run.meeting.season.circle_id
    guests = Q(guest_passes__meeting=run.meeting_id, guest_passes__state="signed")
    leaders = {run.facilitator_id, run.meeting.facilitator_id, run.meeting.deputy_id} - {None}
    readers = User.objects.filter(
        Q(memberships__circle=circle, memberships__left_at__isnull=True) | Q(pk__in=leaders) | guests
    )
    return sorted(set(readers.values_list("language", flat=True)))


def _move_between_roles(run_id: int, method: Method, before: State, after: State) -> None:
    """A stream belongs to one role. Who got another role, or shares it now, is let in again through the door."""
    for who in {*before.people, *before.observers, before.facilitator, *after.people, *after.observers, after.deputy}:
        if who and topic_of(method, before, who, "") != topic_of(method, after, who, ""):
            kick(room=f"run:{run_id}", user_id=int(who))
