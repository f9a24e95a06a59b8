"""What was written in a circle that was closed is erased after its term, never before everybody was told twice.

Every step claims its row first, so that any number of workers may run it, and a worker that was down for months tells
before it erases.
"""

import datetime

from django.db import transaction
from django.db.models.functions import Coalesce
from django.utils import timezone

from circles import erasing
from circles.domain.ending import tell
from circles.models import ApplicantNote, Circle, Ending, Interest, InterestDraft, Letter, PeopleList, Support
from praktijkkring.audit.record import record
from praktijkkring.live.publish import kick
from praktijkkring.terms import FIRST_TOLD_DAYS, LAST_TOLD_DAYS
from praktijkkring.vault.destroy import destroy

A_WEEK = datetime.timedelta(days=LAST_TOLD_DAYS)


def tell_all() -> int:
    """Post the mails that are due, and put off an erasing that nobody was told of in time. Returns how many circles."""
    today = timezone.localdate()
    open_ones = Ending.objects.filter(erased_at__isnull=True)
    last = open_ones.filter(last_told_at__isnull=True, erase_on__lte=today + A_WEEK)
    first = open_ones.filter(
        first_told_at__isnull=True, erase_on__lte=today + datetime.timedelta(days=FIRST_TOLD_DAYS)
    ).exclude(pk__in=last.values("pk"))
    done = [_tell(pk, "last_told_at") for pk in last.values_list("pk", flat=True)]
    done += [_tell(pk, "first_told_at") for pk in first.values_list("pk", flat=True)]
    return sum(done)


@transaction.atomic
def _tell(ending_id: int, field: str) -> bool:
    """False when somebody else was first."""
    mine = Ending.objects.filter(pk=ending_id, erased_at__isnull=True, **{f"{field}__isnull": True})
    now = timezone.now()
    if not mine.update(**{"first_told_at": Coalesce("first_told_at", now), field: now}):
        return False
    ending = Ending.objects.select_related("circle").get(pk=ending_id)
    earliest = timezone.localdate() + A_WEEK
    if field == "last_told_at" and ending.erase_on < earliest:
        ending.erase_on = earliest
        Ending.objects.filter(pk=ending_id).update(erase_on=earliest)
        record("circles.erase_moved", by=None, scope=f"circle:{ending.circle_id}", erase_on=earliest)
    tell("circles.erase_soon", ending, moment=f":{field}")
    return True


def erase_all() -> int:
    """Erase the content of every circle whose day has come. Returns how many."""
    return sum(_erase(pk) for pk in _due().values_list("pk", flat=True))


def _due():
    return Ending.objects.filter(
        erased_at__isnull=True, erase_on__lte=timezone.localdate(), last_told_at__lte=timezone.now() - A_WEEK
    )


@transaction.atomic
def _erase(ending_id: int) -> bool:
    """The key of the circle is destroyed and the rows are emptied; names, dates and money stay."""
    ending = (
        _due().select_for_update(skip_locked=True, of=("self",)).select_related("circle").filter(pk=ending_id).first()
    )
    if ending is None:
        return False
    circle, now = ending.circle, timezone.now()
    erasing.erase_all(circle)
    for model in (ApplicantNote, Letter, Interest, InterestDraft, Support, PeopleList):
        model.objects.filter(circle=circle).delete()
    destroy(f"circle:{circle.pk}")
    Circle.objects.filter(pk=circle.pk).update(erased_at=now)
    Ending.objects.filter(pk=ending_id).update(erased_at=now)
    record("circles.erased", by=None, scope=f"circle:{circle.pk}")
    tell("circles.erased", ending)
    for member in circle.memberships.filter(left_at__isnull=True):
        kick(user_id=member.user_id)
    return True
