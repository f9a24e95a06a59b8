"""Who has which part in a run that is going on: who types for others, who takes over, who brings in."""

from django.db import transaction
from django.http import Http404

from circles.models import Membership
from intervision.access import RunStanding
from intervision.engine import Appoint
from intervision.ledger import method_of, person
from intervision.rights import require
from praktijkkring.models import User
from sessions_app.domain.assign import bring_in_instead
from sessions_app.domain.lead import name_deputy
from sessions_app.models import Meeting

from .act import Outcome, act


@transaction.atomic
def name_part(*, by: RunStanding, part: str, who: str) -> Outcome:
    """By whoever leads: ``who`` has this part from now on: scribe (or "" for nobody), deputy or bringer.

    Another case-bringer comes with a question of their own; refused once something was written. Where everybody brings
    in, in turn, it says who comes next. Http404 for a part that is not named here, or somebody who is not in the run.
    """
    require(by, "run.move")
    name = PARTS.get(part)
    if name is None:
        raise Http404
    outcome = act(by=by, command=Appoint(part, who))
    name(by, who)
    return outcome


def _deputy(by: RunStanding, who: str) -> None:
    deputy = User.objects.filter(pk=who, is_active=True).first() if who else None
    if deputy is None:
        raise Http404
    name_deputy(meeting=_meeting(by), deputy=deputy, by=by.user)


def _bringer(by: RunStanding, who: str) -> None:
    if method_of(by.run).rotates or who == person(by.meeting.case_bringer.user_id):
        return
    member = Membership.objects.filter(circle=by.circle, user=who, left_at__isnull=True).select_related("user").first()
    if member is None:
        raise Http404
    bring_in_instead(meeting=_meeting(by), member=member, by=by.user)


def _meeting(by: RunStanding) -> Meeting:
    related = ("season__circle", "facilitator", "deputy")
    return Meeting.objects.select_for_update(of=("self",)).select_related(*related).get(pk=by.meeting.pk)


PARTS = {"scribe": lambda by, who: None, "deputy": _deputy, "bringer": _bringer}
