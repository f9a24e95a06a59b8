"""Who leads a run: taking over, giving back, and saying to all that whoever leads is away. Never by the software alone."""

from django.db import transaction
from django.utils import timezone

from intervision.access import RunStanding
from intervision.engine import GiveBack, State, TakeOver
from intervision.errors import not_any_more
from intervision.ledger import person
from intervision.models import Run
from intervision.rights import require
from intervision.room.elements import LEADS
from intervision.room.tell import tell
from praktijkkring.audit.record import record
from sessions_app.models import Meeting

from .act import Outcome, act
from .arrive import take_seat


@transaction.atomic
def take_over(*, by: RunStanding, leader: str = "") -> Outcome:
    """``by`` leads from now on: who is named for this meeting at this moment. ``leader``: who led on their screen.

    Of two who press at once the first has it; the other hears so. Refused for the case-bringer.
    """
    require(by, "run.take_over")
    Run.objects.select_for_update(of=("self",), no_key=True).get(pk=by.run.pk)
    if not by.seated:
        take_seat(by=by)
    outcome = act(by=by, command=TakeOver(leader, named=_is_named(by.run, by.user.pk)))
    _is_here(outcome.run)
    _record("intervision.run_taken_over", by)
    return outcome


@transaction.atomic
def give_back(*, by: RunStanding) -> Outcome:
    """The first facilitator leads again: at their own tap, or at the tap of who took over.

    Refused when they are no longer named for this meeting: then nobody could lead it any more.
    """
    require(by, "run.take_over")
    run = Run.objects.select_for_update(of=("self",), no_key=True).get(pk=by.run.pk)
    if not _is_named(run, run.facilitator_id):
        raise not_any_more(run.facilitator.first_name)
    outcome = act(by=by, command=GiveBack())
    _is_here(outcome.run)
    _record("intervision.run_given_back", by)
    return outcome


def _is_here(run: Run) -> None:
    """Also on the row in hand: the screens are drawn from it."""
    run.away_at = None
    run.save(update_fields=["away_at"])


def _is_named(run: Run, user_id: int) -> bool:
    named = Meeting.objects.filter(pk=run.meeting_id).values_list("facilitator_id", "deputy_id").get()
    return user_id in named


def _record(action: str, by: RunStanding) -> None:
    record(action, by=by.user, scope=f"circle:{by.circle.pk}", number=by.meeting.number)


@transaction.atomic
def note_away(run_id: int, user_id: int) -> bool:
    """The last stream of ``user_id`` has been silent for a while: say it to all when they lead. The clock runs on."""
    run = _led_by(run_id, user_id, away=False)
    if run is None:
        return False
    _note(run, timezone.now())
    return True


@transaction.atomic
def note_back(run_id: int, user_id: int) -> bool:
    """Whoever leads is here again."""
    run = _led_by(run_id, user_id, away=True)
    if run is None:
        return False
    _note(run, None)
    return True


def _led_by(run_id: int, user_id: int, *, away: bool) -> Run | None:
    found = Run.objects.select_for_update(of=("self",), no_key=True).filter(pk=run_id, closed_at=None)
    run = found.filter(away_at__isnull=not away).first()
    return run if run and State.from_dict(run.state).leader == person(user_id) else None


def _note(run: Run, away_at) -> None:
    run.away_at, run.version = away_at, run.version + 1
    run.save(update_fields=["away_at", "version"])
    tell(run, LEADS)
