"""The agreement of a circle: a draft, a new version, and a member who signs it."""

from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from circles import departures
from circles.access import must_coordinate
from circles.models import Agreement, AgreementDraft, Circle, Membership, Signature
from praktijkkring.audit.record import record
from praktijkkring.errors import Refused
from praktijkkring.outbox.post import post


@transaction.atomic
def keep_draft(*, by, circle: Circle, text: str, seen: int) -> AgreementDraft:
    """What a coordinator typed so far. ``seen`` is the version on their screen, 0 when there was none.

    Refused when somebody else, or another tab, saved since. The same text once more is no change: its answer got lost.
    """
    must_coordinate(by, circle)
    now = timezone.now()
    if (draft := AgreementDraft.objects.filter(circle=circle).first()) and draft.text == text:
        return draft
    if seen == 0:
        try:
            with transaction.atomic():
                return AgreementDraft.objects.create(circle=circle, text=text, changed_by=by, changed_at=now)
        except IntegrityError:
            raise _changed_elsewhere() from None
    mine = AgreementDraft.objects.filter(circle=circle, version=seen)
    if not mine.update(text=text, version=seen + 1, changed_by=by, changed_at=now):
        raise _changed_elsewhere()
    return AgreementDraft.objects.get(circle=circle)


@transaction.atomic
def discard_draft(*, by, circle: Circle) -> None:
    """Nobody is told; Http404 when there is nothing."""
    must_coordinate(by, circle)
    deleted, _rows = AgreementDraft.objects.filter(circle=circle).delete()
    if not deleted:
        raise Http404


@transaction.atomic
def publish_draft(*, by, circle: Circle, seen: int) -> Agreement:
    """The draft becomes the next version. Refused when it is no longer what the preview showed."""
    must_coordinate(by, circle)
    draft = AgreementDraft.objects.select_for_update().filter(circle=circle).first()
    if draft is None or draft.version != seen:
        raise _changed_elsewhere()
    agreement = renew_agreement(by=by, circle=circle, text=draft.text)
    draft.delete()
    return agreement


def _changed_elsewhere() -> Refused:
    return Refused(_("This text was changed in another window or by somebody else. Reload the page to see it."))


@transaction.atomic
def renew_agreement(*, by, circle: Circle, text: str) -> Agreement:
    """The next version. Every member has to sign it before they read content again, and gets a mail."""
    must_coordinate(by, circle)
    circle = Circle.objects.select_for_update().get(pk=circle.pk)
    newest = circle.agreements.first()
    if newest.text.strip() == text.strip():
        raise Refused(_("This is the text that everybody signed already. Change something first."))
    if not text.strip():
        raise Refused(_("An agreement without words cannot be signed."))
    agreement = Agreement.objects.create(circle=circle, version=newest.version + 1, text=text)
    record("circles.agreement_renewed", by=by, scope=f"circle:{circle.pk}", version=agreement.version)
    for membership in circle.memberships.filter(left_at__isnull=True).select_related("user"):
        key = f"circles.agreement:{agreement.pk}:{membership.pk}"
        refs = {"agreement_id": agreement.pk, "membership_id": membership.pk}
        post(kind="circles.agreement", key=key, to=membership.user, refs=refs)
        departures.announce(membership)
    return agreement


@transaction.atomic
def sign(*, by, membership: Membership, agreement: Agreement, name: str = "") -> Signature:
    """Sign the newest version as ``name``; signing twice is one signature. Http404 for somebody else's seat.

    Refused when it is not the newest any more.
    """
    seated = Membership.objects.select_for_update(no_key=True).filter(pk=membership.pk, user=by, left_at__isnull=True)
    if not seated.exists():
        raise Http404
    if agreement.pk != membership.circle.agreements.first().pk:
        raise Refused(_("The agreement was changed while you read it. Please read the new text and sign that."))
    typed = {"name": name or by.name}
    signature, is_new = Signature.objects.get_or_create(agreement=agreement, membership=membership, defaults=typed)
    if is_new:
        record("circles.signed", by=by, scope=f"circle:{membership.circle_id}", version=agreement.version)
    return signature
