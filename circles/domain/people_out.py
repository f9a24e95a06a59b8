"""The members and applicants of a circle as a file: names, addresses, areas and state, nothing that somebody wrote."""

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from circles.access import must_coordinate
from circles.models import Circle, Interest
from circles.people_lists.write import as_csv, as_xlsx
from circles.waiting import WAITS
from praktijkkring.audit.record import record

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@transaction.atomic
def people_out(*, by, circle: Circle, kind: str) -> tuple[str, bytes]:
    """The name of the file and the file; ``kind`` is csv or xlsx. The trail tells that it was made."""
    must_coordinate(by, circle)
    record("circles.list_taken_out", by=by, scope=f"circle:{circle.pk}")
    header = [
        _("Name"),
        _("E-mail address"),
        _("Area"),
        _("Organisation"),
        _("Role at work"),
        _("Language"),
        _("State"),
    ]
    rows = [*_members(circle), *_invited(circle), *_applicants(circle), *_waiting(circle)]
    make = as_csv if kind == "csv" else as_xlsx
    return f"{slugify(circle.name) or 'kring'}.{kind}", make(header, rows)


def _members(circle: Circle):
    members = circle.memberships.filter(left_at__isnull=True).select_related("user", "area", "organisation")
    for member in members:
        yield _row(member.user, member, _("seat %(seat)s") % {"seat": member.seat})


def _invited(circle: Circle):
    for invitation in circle.invitations.open_at_this_moment().select_related("area", "organisation"):
        until = invitation.expires_at.date().isoformat()
        who = (invitation.name, invitation.email)
        yield [*who, *_place(invitation), invitation.language, _("invited until %(day)s") % {"day": until}]


def _applicants(circle: Circle):
    asked = circle.interests.filter(state=Interest.State.WAITING).select_related("user", "area", "organisation")
    for interest in asked.filter(waiting_place__isnull=True):
        yield _row(interest.user, interest, _("asked to join"))


def _waiting(circle: Circle):
    places = circle.waiting_places.filter(WAITS).select_related(
        "area", "organisation", "interest__user", "interest__area", "interest__organisation"
    )
    for number, place in enumerate(places, start=1):
        state = _("waiting list, number %(number)s") % {"number": number}
        if place.interest:
            yield _row(place.interest.user, place.interest, state)
        else:
            yield [place.name, place.email, *_place(place), place.language, state]


def _row(user, told, state: str) -> list[str]:
    return [user.name, user.email, *_place(told), user.language, state]


def _place(told) -> list[str]:
    return [str(told.area or ""), str(told.organisation or ""), told.responsibility]
