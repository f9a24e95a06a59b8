"""Write a wish to join bit by bit, send it, change it. Until it is sent nobody but its author reads it."""

import json

from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from circles.access import runs
from circles.domain.interest import express_interest
from circles.domain.places import named
from circles.domain.wishes import wish_of
from circles.models import Area, Circle, Interest, InterestDraft, Organisation
from praktijkkring.audit.record import record
from praktijkkring.errors import Refused
from praktijkkring.models import User
from praktijkkring.outbox.post import post

WRITTEN = ("responsibility", "situation", "motivation", "first_question", "availability")
COMMITMENTS = ("attend", "bring", "silent", "pay")


class ChangedElsewhere(Refused):
    """Another tab or device saved in between. Nothing was overwritten."""


@transaction.atomic
def keep(*, by, circle: Circle, answers: dict, seen: int) -> InterestDraft:
    """Store some answers; ``seen`` is the version on the screen, 0 for a first word. Raises ChangedElsewhere."""
    may_write(by, circle)
    draft = _draft(by, circle)
    known = draft.answers
    changed = {name: value for name, value in answers.items() if known.get(name) != value}
    if not changed:
        return draft
    if known and draft.version != seen:
        raise ChangedElsewhere(_("You changed this in another tab or on another device."))
    return _write(draft, known | changed)


@transaction.atomic
def send(*, by, circle: Circle, name: str, area: str, organisation: str, **written) -> Interest:
    """To the coordinator. ``written`` holds WRITTEN and the four COMMITMENTS, all of them kept.

    What was sent before and is not answered yet is changed in place.
    """
    may_write(by, circle)
    if not all(written.pop(one, False) for one in COMMITMENTS):
        raise Refused(_("Say yes to all four promises first."))
    InterestDraft.objects.filter(circle=circle, user=by).delete()
    waiting = Interest.objects.select_for_update().filter(circle=circle, user=by, state=Interest.State.WAITING).first()
    if waiting:
        return _change(by, waiting, name=name, area=area, organisation=organisation, **written)
    interest = express_interest(by=by, circle=circle, name=name, area=area, organisation=organisation, **written)
    refs = {"interest_id": str(interest.pk)}
    post(kind="circles.interest_received", key=f"circles.interest_received:{interest.pk}", to=by, refs=refs)
    return interest


@transaction.atomic
def reopen(*, by, interest: Interest) -> InterestDraft:
    """What was sent, as a draft to change. The coordinator keeps what they have until it is sent anew."""
    if interest.user_id != by.pk:
        raise Http404
    may_write(by, interest.circle)
    answers = {name: getattr(interest, name) for name in WRITTEN} | dict.fromkeys(COMMITMENTS, True)
    answers |= {"name": by.name, "area": str(interest.area or ""), "organisation": str(interest.organisation or "")}
    return _write(_draft(by, interest.circle), answers)


@transaction.atomic
def discard(*, by, circle: Circle) -> None:
    """What was not sent is gone. Http404 when there is nothing."""
    deleted, _rows = InterestDraft.objects.filter(circle=circle, user=by).delete()
    if not deleted:
        raise Http404


def may_write(by, circle: Circle) -> None:
    """Nothing, or Refused in words: the circle no longer asks for people, an answer came, or one sits there already."""
    wish = wish_of(by, circle.pk)
    if wish is None or not wish.is_calling:
        raise Refused(_("This circle no longer asks for people."))
    if not wish.can_write:
        raise Refused(_("The coordinator answered already: you can no longer change it."))
    if circle.memberships.filter(user=by, left_at__isnull=True).exists() or runs(by, circle):
        raise Refused(_("You are in this circle already."))


def _change(by, interest: Interest, *, name: str, area: str, organisation: str, **written) -> Interest:
    if name and name != by.name:
        by.name = name
        User.objects.filter(pk=by.pk).update(name=name)
    for field, value in written.items():
        setattr(interest, field, value)
    interest.area, interest.organisation = named(Area, area), named(Organisation, organisation)
    interest.changed_at = timezone.now()
    interest.save(update_fields=[*written, "area", "organisation", "changed_at"])
    record("circles.interest_changed", by=by, scope=f"circle:{interest.circle_id}")
    return interest


def _draft(by, circle: Circle) -> InterestDraft:
    """The own draft, locked; a new one if need be."""
    mine = InterestDraft.objects.select_for_update().filter(circle=circle, user=by)
    if found := mine.first():
        return found
    try:
        with transaction.atomic():
            return InterestDraft.objects.create(circle=circle, user=by, written="{}")
    except IntegrityError:  # begun in another tab at the same moment
        return mine.get()


def _write(draft: InterestDraft, answers: dict) -> InterestDraft:
    draft.written = json.dumps(answers, ensure_ascii=False)
    draft.version, draft.changed_at = draft.version + 1, timezone.now()
    draft.save(update_fields=["written", "version", "changed_at"])
    return draft
