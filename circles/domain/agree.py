"""The agreement of a circle: a new version, and a member who signs it."""

from django.db import transaction
from django.utils.translation import gettext as _

from circles import departures
from circles.access import must_coordinate
from circles.models import Agreement, Circle, Membership, Signature
from praktijkkring.audit.record import record
from praktijkkring.errors import Refused
from praktijkkring.outbox.post import post


@transaction.atomic
def renew_agreement(*, by, circle: Circle, text: str) -> Agreement:
    """The next version. Every member has to sign it before they read content again, and gets a mail."""
    must_coordinate(by, circle)
    circle = Circle.objects.select_for_update().get(pk=circle.pk)
    newest = circle.agreements.first()
    if newest.text.strip() == text.strip():
        raise Refused(_("This is the text that everybody signed already. Change something first."))
    agreement = Agreement.objects.create(circle=circle, version=newest.version + 1, text=text)
    record("circles.agreement_renewed", by=by, scope=f"circle:{circle.pk}", version=agreement.version)
    for membership in circle.memberships.filter(left_at__isnull=True).select_related("user"):
        key = f"circles.agreement:{agreement.pk}:{membership.pk}"
        refs = {"agreement_id": agreement.pk, "membership_id": membership.pk}
        post(kind="circles.agreement", key=key, to=membership.user, refs=refs)
        departures.announce(membership)
    return agreement


@transaction.atomic
def sign(*, by, membership: Membership, agreement: Agreement) -> Signature:
    """Sign the newest version; signing twice is one signature. Refused when it is not the newest any more."""
    if agreement.pk != membership.circle.agreements.first().pk:
        raise Refused(_("The agreement was changed while you read it. Please read the new text and sign that."))
    signature, is_new = Signature.objects.get_or_create(agreement=agreement, membership=membership)
    if is_new:
        record("circles.signed", by=by, scope=f"circle:{membership.circle_id}", version=agreement.version)
    return signature
