"""What higher apps know about somebody in a circle: they register it, and the door asks for it."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, QuerySet

from praktijkkring.models import User

from .models import Circle, Membership
from .rights import Role

RowsFn = Callable[..., QuerySet]


@dataclass
class ExtraRoles:
    """What higher apps know about somebody in a circle, such as who leads the next meeting."""

    _rows: list[tuple[Role, RowsFn]] = field(default_factory=list)
    _circles: list[Callable[[User], Iterable[int]]] = field(default_factory=list)
    _people: list[Callable[[Circle], Iterable[User]]] = field(default_factory=list)

    def register(self, role: Role, rows: RowsFn, *, circle_ids=None, people=None) -> None:
        """Add a source of ``role``.

        ``rows(user, circle, today)``, of two ids and a day, is a QuerySet that finds something when somebody has it; it is asked
        together with the circle itself. ``circle_ids(user)`` gives the ids of the circles where it does, and
        ``people(circle)`` the persons who can read the circle's content because of it.
        """
        self._rows.append((role, rows))
        if circle_ids:
            self._circles.append(circle_ids)
        if people:
            self._people.append(people)

    def asked(self, user: int, circle: OuterRef, today: datetime.date) -> dict[str, Exists]:
        """Annotations for a question about a circle or a seat in it."""
        return {f"extra_{nth}": Exists(rows(user, circle, today)) for nth, (_role, rows) in enumerate(self._rows)}

    def of(self, found: Circle | Membership) -> set[Role]:
        """What was answered to ``asked``."""
        return {role for nth, (role, _rows) in enumerate(self._rows) if getattr(found, f"extra_{nth}")}

    def circle_ids(self, user: User) -> set[int]:
        return {pk for source in self._circles for pk in source(user)}

    def people(self, circle: Circle) -> list[User]:
        """Who can read because of such a role, without doubles, in order of name."""
        found = {person.pk: person for source in self._people for person in source(circle)}
        return sorted(found.values(), key=lambda person: (person.name, person.pk))


extra_roles = ExtraRoles()
