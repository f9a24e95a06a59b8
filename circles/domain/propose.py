"""Somebody proposes a theme, others say "me too", a coordinator takes it up."""

import datetime
import hashlib

from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from circles import states
from circles.models import Agreement, Circle, Coordinator, Proposal, Support
from praktijkkring.audit.record import record
from praktijkkring.errors import Refused
from praktijkkring.models import User
from praktijkkring.outbox.post import post

DAY = datetime.timedelta(days=1)
MOST_OPEN = 3
MOST_A_DAY = 5
MOST_SUPPORTS_A_DAY = 20
TOLD = ("name", "theme", "description", "field", "region", "form")


@transaction.atomic
def propose(*, by, name: str, theme: str, **told) -> Circle:
    """A circle in the state "proposed", without a coordinator. At most three open ones a person, five a day.

    ``told`` may hold the rest of TOLD. The same form sent twice is one proposal.
    """
    by = User.objects.select_for_update(no_key=True).get(pk=by.pk)
    if unknown := told.keys() - set(TOLD):
        raise TypeError(f"a proposal does not tell {sorted(unknown)}")
    mine = Proposal.objects.filter(by=by)
    open_now = mine.filter(circle__state=Circle.State.PROPOSED).select_related("circle")
    if twin := open_now.filter(circle__name=name, circle__theme=theme).first():
        return twin.circle
    if open_now.count() >= MOST_OPEN:
        raise Refused(_("You have three open proposals. Withdraw one before you make another."))
    if mine.filter(proposed_at__gt=timezone.now() - DAY).count() >= MOST_A_DAY:
        raise Refused(_("You made five proposals today. Go on tomorrow."))
    circle = Circle.objects.create(state=Circle.State.PROPOSED, is_public=True, name=name, theme=theme, **told)
    Proposal.objects.create(circle=circle, by=by)
    record("circles.proposed", by=by, scope=f"circle:{circle.pk}")
    return circle


@transaction.atomic
def rewrite(*, by, circle: Circle, **told) -> Circle:
    """Put one's own proposal in other words, as long as nobody else counts: who said "me too" said so to these words.

    ``told`` holds TOLD. Http404 for anybody else's.
    """
    if told.keys() != set(TOLD):
        raise TypeError(f"a proposal tells {sorted(TOLD)}")
    proposal = _open(circle)
    if proposal.by_id != by.pk:
        raise Http404
    if Support.objects.filter(circle=circle).exists():
        raise Refused(_("Somebody recognised themselves in these words. Withdraw the theme and propose a new one."))
    Circle.objects.filter(pk=circle.pk).update(**told)
    circle.refresh_from_db()
    record("circles.proposal_changed", by=by, scope=f"circle:{circle.pk}")
    return circle


def words_of(circle: Circle) -> str:
    """A short mark of what one says "me too" to; another one when the words change."""
    words = "\n".join(str(getattr(circle, name)) for name in TOLD)
    return hashlib.sha256(words.encode()).hexdigest()[:16]


@transaction.atomic
def support(*, by, circle: Circle, note: str = "", seen: str = "") -> Support:
    """Say "me too", to the words that the page showed (``seen``: their mark, "" for a caller without a page).

    Refused for who said so already, for one's own proposal, and when it was put in other words since.
    """
    by = User.objects.select_for_update(no_key=True).get(pk=by.pk)
    proposal = _open(circle)
    if proposal.by_id == by.pk:
        raise Refused(_("It is your own proposal: you count already."))
    if seen not in {"", words_of(proposal.circle)}:
        raise Refused(_("The theme was put in other words while you read it. Read it again."))
    if Support.objects.filter(user=by, created_at__gt=timezone.now() - DAY).count() >= MOST_SUPPORTS_A_DAY:
        raise Refused(_("You said so for twenty themes today. Go on tomorrow."))
    try:
        with transaction.atomic():
            return Support.objects.create(circle=circle, user=by, note=note.strip())
    except IntegrityError:
        raise Refused(_("You said so already.")) from None


@transaction.atomic
def no_longer_support(*, by, circle: Circle) -> None:
    """Take "me too" back, with the words. Http404 when there is nothing to take back."""
    _open(circle)
    deleted, _rows = Support.objects.filter(circle=circle, user=by).delete()
    if not deleted:
        raise Http404


@transaction.atomic
def withdraw_proposal(*, by, circle: Circle) -> Circle:
    """The proposer, or a network administrator, takes it out of the list. Http404 for anybody else."""
    proposal = _open(circle)
    if not (proposal.by_id == by.pk or (by.is_active and by.is_staff)):
        raise Http404
    now = timezone.now()
    _move(circle, states.after(Circle.State.PROPOSED, "close"), closed_at=now, is_public=False)
    Proposal.objects.filter(pk=proposal.pk).update(withdrawn_at=now)
    record("circles.proposal_withdrawn", by=by, scope=f"circle:{circle.pk}")
    return circle


@transaction.atomic
def adopt(*, by, circle: Circle, agreement_text: str) -> Circle:
    """``by`` coordinates the circle from now on and it forms; who said "me too" gets a mail. Http404 without the right."""
    if not (by.is_active and by.is_coordinator):
        raise Http404
    proposal = _open(circle)
    now = timezone.now()
    _move(circle, states.after(Circle.State.PROPOSED, "adopt"), founded_at=now)
    Proposal.objects.filter(pk=proposal.pk).update(adopted_by=by, adopted_at=now)
    Coordinator.objects.create(circle=circle, user=by, since=now)
    Agreement.objects.create(circle=circle, version=1, text=agreement_text)
    record("circles.adopted", by=by, scope=f"circle:{circle.pk}")
    for person in _interested(circle, proposal, by):
        refs = {"circle_id": circle.pk}
        post(kind="circles.adopted", key=f"circles.adopted:{circle.pk}:{person.pk}", to=person, refs=refs)
    return circle


def _interested(circle: Circle, proposal: Proposal, coordinator) -> list[User]:
    """The proposer and everybody who said "me too", once, without who coordinates now."""
    people = User.objects.filter(supports__circle=circle) | User.objects.filter(pk=proposal.by_id)
    return list(people.filter(is_active=True).exclude(pk=coordinator.pk).distinct().order_by("pk"))


def _open(circle: Circle) -> Proposal:
    """The proposal behind this circle, locked. Refused when it was taken up or withdrawn meanwhile."""
    found = Proposal.objects.select_for_update().filter(circle=circle).first()
    # its circle is read after the lock was got: in one statement it would be as it was before the wait
    if found is None or found.circle.state != Circle.State.PROPOSED:
        raise Refused(_("This proposal is no longer open."))
    return found


def _move(circle: Circle, state: str, **more) -> None:
    if not Circle.objects.filter(pk=circle.pk, state=Circle.State.PROPOSED).update(state=state, **more):
        raise Refused(_("This proposal is no longer open."))
    circle.refresh_from_db()
