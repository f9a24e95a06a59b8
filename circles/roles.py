"""Who has which role in a circle, and what that lets them read: one list for its page."""

from dataclasses import dataclass, field

from praktijkkring.models import User

from .domain.profile import registrations_of_leaders
from .extra_roles import extra_roles
from .models import Circle, Coordinator, Profile, RoleHolder
from .queries import seated


@dataclass
class Person:
    """One person with everything they are. ``holder_ids`` are the roles that a coordinator can end, by kind.

    ``registers``: name and number in professional registers, of who leads or can be chosen to.
    """

    user: User
    seat: int | None = None
    area: str = ""
    signed: bool = False
    coordinates: bool = False
    leads: bool = False
    may_lead: bool = False
    keeps_money: bool = False
    about: str = ""
    registers: list[tuple[str, str]] = field(default_factory=list)
    holder_ids: dict[str, int] = field(default_factory=dict)

    @property
    def reads_content(self) -> bool:
        return self.signed if self.seat else self.leads

    @property
    def reads_costs(self) -> bool:
        return self.coordinates or self.keeps_money

    @property
    def initials(self) -> str:
        return self.user.initials

    @property
    def coordinator_reads(self) -> bool:
        """Runs the circle and reads along because of leading, not because of a seat."""
        return self.coordinates and self.leads and not self.seat


def leaders(circle: Circle) -> list[int]:
    """The ids of who said yes to leading meetings of this circle."""
    now = RoleHolder.objects.filter(circle=circle, role=RoleHolder.Role.LEAD, until__isnull=True)
    return list(now.values_list("user_id", flat=True))


def people(circle: Circle, *, with_registers: bool = False) -> list[Person]:
    """Everybody with a role: coordinators first, then the table by seat, then who comes from outside.

    ``with_registers`` for who sits in the circle or runs it: the profile says that they see these of who leads.
    """
    found: dict[int, Person] = {}

    def of(user) -> Person:
        return found.setdefault(user.pk, Person(user))

    for row in Coordinator.objects.filter(circle=circle, until__isnull=True).select_related("user"):
        of(row.user).coordinates = True
    for member in seated(circle):
        person = of(member.user)
        person.seat, person.area, person.signed = member.seat, str(member.area or ""), member.signed
    for user in extra_roles.people(circle):
        of(user).leads = True
    for holder in circle.role_holders.filter(until__isnull=True).select_related("user"):
        person = of(holder.user)
        person.holder_ids[holder.role] = holder.pk
        if holder.role == RoleHolder.Role.MONEY:
            person.keeps_money = True
        else:
            person.may_lead = True
    _describe_outsiders([person for person in found.values() if not person.seat])
    if with_registers:
        _registered([person for person in found.values() if person.leads or person.may_lead])
    return sorted(found.values(), key=lambda person: (not person.coordinates, person.seat or 11, person.user.name))


def by_name(asked, people: list[Person]) -> list:
    """What was asked, each with ``who``: the name of somebody who is in the circle already, else the address."""
    names = {person.user.email: person.user.name for person in people}
    found = list(asked)
    for one in found:
        one.who = names.get(one.to_email, one.to_email)
    return found


def _describe_outsiders(outside: list[Person]) -> None:
    """What their own profile says of them: function and organisation."""
    rows = Profile.objects.filter(user__in=[person.user.pk for person in outside]).select_related("organisation")
    told = {row.user_id: ", ".join(str(part) for part in (row.function, row.organisation) if part) for row in rows}
    for person in outside:
        person.about = told.get(person.user.pk, "")


def _registered(leading: list[Person]) -> None:
    """In which registers they stand. One query."""
    by_id = {person.user.pk: person for person in leading}
    for user_id, register, number in registrations_of_leaders(by_id):
        by_id[user_id].registers.append((register, number))
