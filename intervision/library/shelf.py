"""Which methods somebody finds: in the library, and for a meeting. Rows are only those that a door would let through."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from circles.models import Circle, Coordinator, Membership
from intervision.engine import Method
from intervision.methods import library
from intervision.models import OwnMethod
from sessions_app.access import led_circle_ids
from sessions_app.models import Meeting


@dataclass(frozen=True)
class Shelved:
    """A method that can be used, and whose it is: nobody's, a circle's or a person's."""

    key: str
    method: Method
    own: OwnMethod | None = None

    @property
    def circle(self) -> Circle | None:
        return self.own.circle if self.own else None


def built_in() -> list[Shelved]:
    return [Shelved(method.key, method) for method in library.all_methods()]


def own_methods(user) -> list[OwnMethod]:
    """What this person made for themself, and what their circles have; without what was put away. Two queries."""
    edits, sees = _circles(user)
    visible = Q(owner=user) | Q(circle__in=edits) | Q(circle__in=sees, method__isnull=False)
    found = OwnMethod.objects.filter(visible, archived_at__isnull=True).select_related("circle", "draft_by")
    rows = list(found)
    for row in rows:
        row.may_edit = row.owner_id == user.pk or row.circle_id in edits
    return rows


def put_away(user) -> list[OwnMethod]:
    """What was archived, for who may bring it back."""
    edits, _sees = _circles(user)
    found = OwnMethod.objects.filter(Q(owner=user) | Q(circle__in=edits), archived_at__isnull=False)
    return list(found.select_related("circle"))


def for_meeting(talk) -> list[Shelved]:
    """What can be used in this meeting by who leads it: the library, and what circle, leader and coordinator published."""
    runs_it = Coordinator.objects.filter(circle=talk.circle, until__isnull=True).values("user")
    mine = Q(circle=talk.circle) | Q(owner=talk.user) | Q(owner__in=runs_it)
    rows = OwnMethod.objects.filter(mine, method__isnull=False, archived_at__isnull=True).select_related("circle")
    return [*built_in(), *shelved(rows)]


def in_meeting(talk, key: str) -> Method | None:
    """The method with this key, when it can be used in this meeting."""
    return next((one.method for one in for_meeting(talk) if one.key == key), None)


def shelved(rows: Iterable[OwnMethod]) -> list[Shelved]:
    return [Shelved(row.key, Method.from_dict(row.method), row) for row in rows]


def meetings_held(circle) -> int:
    """How often this circle met: its experience with each other."""
    return Meeting.objects.filter(season__circle=circle, state=Meeting.State.DONE).count()


def circles_to_write_for(user) -> list[Circle]:
    """The circles for which this person may make methods."""
    edits, _sees = _circles(user)
    return list(Circle.objects.filter(pk__in=edits))


def _circles(user) -> tuple[set[int], set[int]]:
    """Ids of the circles where this person may change methods, and of those where they may see them. Three queries."""
    runs = set(Coordinator.objects.filter(user=user, until__isnull=True).values_list("circle", flat=True))
    edits = runs | set(led_circle_ids(user))
    seats = set(Membership.objects.filter(user=user, left_at__isnull=True).values_list("circle", flat=True))
    return edits, edits | seats
