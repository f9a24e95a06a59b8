"""What meetings keep about somebody who was a guest: to take along, and to forget."""

from django.utils.translation import gettext_lazy

from circles.access import addresses_of
from praktijkkring.accounts import erase, export

from . import lost_lead
from .models import GuestPass


def guest_passes(user) -> list[dict]:
    rows = GuestPass.objects.filter(email__in=addresses_of(user)) | GuestPass.objects.filter(user=user)
    return [
        {
            "circle": row.meeting.season.circle.name,
            "date": row.meeting.date,
            "as": row.get_kind_display(),
            "state": row.get_state_display(),
            "signed": row.signed_at,
            "promise": row.promise_version,
        }
        for row in rows.select_related("meeting__season__circle").distinct()
    ]


def forget(user) -> None:
    """Who signed stays, without name or address, so that a circle knows that somebody was there; the rest is gone."""
    signed = GuestPass.objects.filter(user=user)
    for row in signed.filter(state=GuestPass.State.SIGNED).select_related("meeting__season"):
        lost_lead.announce(row.meeting, user.pk)
    GuestPass.objects.filter(email__in=addresses_of(user), user=None).delete()
    signed.update(email="", name="", state=GuestPass.State.WITHDRAWN)


export.register("sessions_app.guest", gettext_lazy("Meetings where you were asked as a guest"), guest_passes)
erase.register(forget)
