"""Members who did not sign the newest agreement are asked again, at most once a day."""

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from circles.access import must_coordinate
from circles.models import Circle, Signature
from praktijkkring.audit.record import record
from praktijkkring.errors import Refused
from praktijkkring.outbox.post import post


@transaction.atomic
def remind_to_sign(*, by, circle: Circle) -> int:
    """How many get a mail. Refused when everybody signed."""
    must_coordinate(by, circle)
    newest = circle.agreements.first()
    signature = Signature.objects.filter(membership=OuterRef("pk"), agreement=newest)
    silent = circle.memberships.filter(~Exists(signature), left_at__isnull=True).select_related("user")
    if not silent:
        raise Refused(_("Everybody signed the agreement."))
    for member in silent:
        refs = {"agreement_id": newest.pk, "membership_id": member.pk}
        key = f"circles.agreement:{newest.pk}:{member.pk}:{timezone.localdate().isoformat()}"
        post(kind="circles.agreement", key=key, to=member.user, refs=refs)
    record("circles.reminded_to_sign", by=by, scope=f"circle:{circle.pk}", version=newest.version)
    return len(silent)
