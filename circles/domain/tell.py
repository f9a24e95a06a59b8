"""Tell those who run a circle, each once."""

from circles.access import coordinators_of
from circles.models import Circle
from praktijkkring.outbox.post import post


def tell_coordinators(kind: str, *, key: str, circle: Circle, refs: dict, but=None) -> None:
    """One mail to each coordinator of now, except ``but``. ``key`` names the event; the person is added to it."""
    for person in coordinators_of(circle):
        if person != but:
            post(kind=kind, key=f"{key}:{person.pk}", to=person, refs=refs)
