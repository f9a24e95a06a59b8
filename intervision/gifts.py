"""What the group laid down for a case-bringer alone, to read again afterwards. Only for that person."""

from dataclasses import dataclass

from django.http import Http404

from .access import TalkStanding, harvest_for
from .engine import Fate, State
from .ledger import item_of, method_of, person
from .models import Contribution, Run


@dataclass(frozen=True)
class Gift:
    step: str
    text: str
    author: str


def closed_runs(standing: TalkStanding) -> list[Run]:
    return list(Run.objects.filter(meeting=standing.meeting, closed_at__isnull=False))


def runs_with_gifts(standing: TalkStanding, runs: list[Run]) -> list[Run]:
    """Those of the closed ``runs`` in which this person brought in, also where everybody did in turn."""
    me = person(standing.user)
    return [run for run in runs if _brought_in(State.from_dict(run.state), method_of(run), me)]


def _brought_in(state: State, method, me: str) -> bool:
    return me in (state.clients if method.rotates else state.bringers) or any(me in group for group in state.groups)


def gifts_for(user, meeting_id: int) -> tuple[TalkStanding, list[Gift]]:
    """The door: the meeting and what was kept for ``user``; Http404 for who brought nothing in there."""
    standing = harvest_for(user, meeting_id)
    runs = runs_with_gifts(standing, closed_runs(standing)) if standing.membership else []
    if not runs or not standing.may("gifts.read"):
        raise Http404
    return standing, [gift for run in runs for gift in _of(run, user)]


def _of(run: Run, user) -> list[Gift]:
    state, method, me = State.from_dict(run.state), method_of(run), person(user)
    kept = run.contributions.filter(keep__in=[Fate.BRINGER, Fate.CARRY], state=Contribution.State.SHOWN, private=False)
    found = []
    for row in kept.select_related("author_user"):
        item = item_of(row)
        if me not in state.bringers_of(method, item.step, item.lap) and not (
            me in state.bringers and not method.rotates
        ):
            continue
        step = state.step_of(method, item.step, item.lap)
        entry = step.input(item.kind)
        named = entry is not None and entry.identity == "named" and row.author_user_id != user.pk
        found.append(Gift(step.title.say(user.language), row.text, row.author_user.first_name if named else ""))
    return found
