"""Members who did not sign the newest agreement are asked again, at most once a day."""

from django.db import transaction
from django.db.models import BigIntegerField, Exists, OuterRef
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext as _

from circles.access import must_coordinate
from circles.models import Circle, Signature
from praktijkkring.audit.record import record
from praktijkkring.errors import Refused
from praktijkkring.outbox.models import Message
from praktijkkring.outbox.post import post

KIND = "circles.agreement"


@transaction.atomic
def remind_to_sign(*, by, circle: Circle) -> int:
    """How many get a mail. Refused when everybody signed, or had this mail today."""
    must_coordinate(by, circle)
    newest = circle.agreements.first()
    signature = Signature.objects.filter(membership=OuterRef("pk"), agreement=newest)
    silent = circle.memberships.filter(~Exists(signature), ~Exists(asked_today()), left_at__isnull=True)
    told = list(silent.select_related("user"))
    if not told:
        raise Refused(_("Everybody signed, or was reminded today already."))
    for member in told:
        refs = {"agreement_id": newest.pk, "membership_id": member.pk}
        key = f"{KIND}:{newest.pk}:{member.pk}:{timezone.localdate().isoformat()}"
        post(kind=KIND, key=key, to=member.user, refs=refs)
    record("circles.reminded_to_sign", by=by, scope=f"circle:{circle.pk}", version=newest.version)
    return len(told)


def asked_today():
    """For ``Exists`` over memberships: this person had the mail about an agreement of this circle today."""
    mails = Message.objects.filter(kind=KIND, to_user=OuterRef("user"), created_at__date=timezone.localdate())
    mails = mails.annotate(member=Cast(KeyTextTransform("membership_id", "refs"), BigIntegerField()))
    return mails.filter(member=OuterRef("pk"))
