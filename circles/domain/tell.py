"""Tell those who run a circle, or all its members, each once."""

from circles.access import coordinators_of, runs
from circles.extra_roles import extra_roles
from circles.models import Circle
from praktijkkring.audit.record import record
from praktijkkring.outbox.post import post


def tell_coordinators(kind: str, *, key: str, circle: Circle, refs: dict, but=None) -> None:
    """One mail to each coordinator of now, except ``but``. ``key`` names the event; the person is added to it."""
    for person in coordinators_of(circle):
        if person != but:
            post(kind=kind, key=f"{key}:{person.pk}", to=person, refs=refs)


def tell_who_reads(person, circle: Circle, *, moment: str) -> None:
    """Every member hears that a coordinator leads, and so reads along; nothing for anybody else.

    Call it in the transaction that gives the second role, so that nothing is read before it was told. Who has a seat
    reads as a member, which all know. ``moment`` names the occasion: one mail per member and occasion.
    """
    if not runs(person, circle) or person not in extra_roles.people(circle):
        return
    members = circle.memberships.filter(left_at__isnull=True).select_related("user")
    if any(member.user_id == person.pk for member in members):
        return
    record("circles.coordinator_reads", by=None, scope=f"circle:{circle.pk}", who=person)
    refs = {"circle_id": circle.pk, "user_id": person.pk}
    for member in members:
        key = f"circles.coordinator_reads:{circle.pk}:{person.pk}:{moment}:{member.pk}"
        post(kind="circles.coordinator_reads", key=key, to=member.user, refs=refs)
