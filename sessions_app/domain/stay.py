"""After a season everybody is asked whether they stay, and says so."""

from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from circles.access import must_coordinate
from circles.models import Circle, Membership
from praktijkkring.audit.record import record
from praktijkkring.errors import Refused
from praktijkkring.outbox.models import Message
from praktijkkring.outbox.post import post
from sessions_app import queries, staying
from sessions_app.models import Stay


@transaction.atomic
def ask_who_stays(*, circle: Circle, by) -> int:
    """Everybody who did not answer yet gets a mail, at most one a day. Returns how many.

    Refused when the circle does not rest after a season, and when there is nobody to ask today.
    """
    must_coordinate(by, circle)
    circle = Circle.objects.select_for_update(no_key=True).get(pk=circle.pk)
    season = staying.last_season(circle)
    if circle.state != Circle.State.RESTING or season is None:
        raise Refused(_("This question belongs between two seasons. Close the season first."))
    told = [member for member in queries.members(circle) if _ask(season, member)]
    if not told:
        raise Refused(_("Everybody answered, or was asked today already."))
    record("sessions_app.asked_who_stays", by=by, scope=f"circle:{circle.pk}", season=season.name)
    return len(told)


def _ask(season, member: Membership) -> bool:
    """False for who answered, or had this mail today."""
    stay, _made = Stay.objects.get_or_create(season=season, membership=member)
    key = f"sessions_app.stay:{stay.pk}:{timezone.localdate().isoformat()}"
    if stay.answer or Message.objects.filter(key=key).exists():
        return False
    post(kind="sessions_app.stay", key=key, to=member.user, refs={"stay_id": stay.pk})
    return True


@transaction.atomic
def say(*, stay: Stay, value: str, by) -> Stay:
    """The last answer wins. Http404 for somebody else's; Refused when the question is over."""
    if stay.membership.user_id != by.pk:
        raise Http404
    if value not in Stay.Answer.values:
        raise Refused(_("Choose one of the three answers."))
    Circle.objects.select_for_update(no_key=True).get(pk=stay.season.circle_id)
    stay = Stay.objects.select_related("season__circle", "membership__user").get(pk=stay.pk)
    if not staying.is_open(stay):
        raise Refused(_("The next season has begun, or your seat is no longer yours: this question is over."))
    Stay.objects.filter(pk=stay.pk).update(answer=value, answered_at=timezone.now())
    stay.refresh_from_db(fields=["answer", "answered_at"])
    return stay
