"""The door of a circle: the circle and what this person is in it, or 404."""

import datetime
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.db.models import Exists, FilteredRelation, Model, OuterRef, Q, QuerySet, Subquery
from django.http import Http404
from django.utils import timezone

from praktijkkring.models import User
from praktijkkring.prepared import Prepared

from .extra_roles import extra_roles
from .models import Agreement, Circle, Coordinator, Handover, Interest, Invitation, Membership, RoleHolder, Signature
from .rights import RIGHTS, Role, require
from .tokens import hash_of


@dataclass(frozen=True)
class Standing:
    """What ``user`` is to ``circle`` at this moment.

    ``membership`` is the seat they have now, or None. ``has_signed`` is about the newest agreement.
    """

    user: User
    circle: Circle
    membership: Membership | None
    is_coordinator: bool
    has_signed: bool
    roles: frozenset[Role]

    def may(self, action: str) -> bool:
        """Whether one of the roles allows this. Reading content also needs a member's signature."""
        if action == "circle.content" and not self.reads_content:
            return False
        return not self.roles.isdisjoint(RIGHTS[action])

    @property
    def reads_content(self) -> bool:
        """A member after signing the newest agreement; or who leads a meeting now without being a member.

        Nobody once the content of a closed circle was erased.
        """
        if self.circle.erased_at:
            return False
        if self.membership:
            return self.has_signed
        return Role.FACILITATOR in self.roles


def _with_rights(rows: QuerySet, circle: OuterRef, user: int, today: datetime.date) -> QuerySet:
    ever_run = Coordinator.objects.filter(circle=circle)  # a proposed theme is no circle yet
    coordinator = Coordinator.objects.filter(circle=circle, user=user, until__isnull=True)
    money = RoleHolder.objects.filter(circle=circle, user=user, role="money", until__isnull=True)
    return rows.filter(Exists(ever_run)).annotate(
        is_mine=Exists(coordinator), keeps_money=Exists(money), **extra_roles.asked(user, circle, today)
    )


def _the_circle(circle: int, user: int, today: datetime.date) -> QuerySet:
    return _with_rights(Circle.objects.filter(pk=circle), OuterRef("pk"), user, today)


def _signed(seat: str, circle: str) -> Exists:
    """Whether the seat has a signature under the newest agreement of its circle."""
    newest = Agreement.objects.filter(circle=OuterRef(OuterRef(circle))).order_by("-version").values("pk")[:1]
    return Exists(Signature.objects.filter(membership=OuterRef(seat), agreement=Subquery(newest)))


def _the_seat(circle: int, user: int, today: datetime.date) -> QuerySet:
    seats = Membership.objects.filter(circle=circle, user=user, left_at__isnull=True).select_related("circle")
    return _with_rights(seats.annotate(signed=_signed("pk", "circle")), OuterRef("circle"), user, today)


def of_a_member(rows: QuerySet, circle: str, user: int) -> QuerySet:
    """Of the rows those in whose circle ``user`` has a seat now, with that ``seat``, and whether they ``signed`` and are ``active``.

    ``circle`` is the way from a row to its circle, such as "meeting__season__circle". Only who ``is_in_order`` gets a
    ``standing_of``. The two are no conditions here: with them PostgreSQL takes 9 ms to work the question out, and not 0.5.
    """
    members = f"{circle}__memberships"
    now = Q(**{f"{members}__user": user, f"{members}__left_at__isnull": True})
    rows = rows.annotate(seat=FilteredRelation(members, condition=now)).filter(seat__isnull=False)
    active = Exists(User.objects.filter(pk=user, is_active=True))
    return rows.annotate(signed=_signed("seat", circle), active=active).select_related(circle, "seat")


def is_in_order(row: Model | None) -> bool:
    """Of a question ``of_a_member``: was somebody found, who signed and whose account is active?"""
    return row is not None and row.signed and row.active


# Asked with every page of a circle: the seat together with its circle, and the circle alone for who has no seat.
THE_SEAT = Prepared(_the_seat, circle=int, user=int, today=datetime.date)
THE_CIRCLE = Prepared(_the_circle, circle=int, user=int, today=datetime.date)


def circle_for(user, circle_id: int) -> Standing:
    """The standing of ``user`` in this circle. Http404 for who is nothing to it, and when there is no such circle."""
    if not (user.is_authenticated and user.is_active):
        raise Http404
    # Of the day where the circles are: a right does not hang on the time zone that a reader chose.
    asked = {
        "circle": circle_id,
        "user": user.pk,
        "today": timezone.localdate(timezone=timezone.get_default_timezone()),
    }
    seat = THE_SEAT.first(**asked)
    circle = seat.circle if seat else THE_CIRCLE.first(**asked)
    if circle is None:
        raise Http404
    standing = _standing(user, circle, seat)
    if not standing.may("circle.see"):
        raise Http404
    return standing


def _standing(user: User, circle: Circle, seat: Membership | None) -> Standing:
    """Of one of the two questions above: the rights stand with what was found, the seat or else the circle."""
    found = seat or circle
    roles = {Role.ACCOUNT, *extra_roles.of(found)}
    if seat:
        seat.user = user
        roles.add(Role.MEMBER)
        if found.keeps_money:
            roles.add(Role.TREASURER)
    if found.is_mine:
        roles.add(Role.COORDINATOR)
    if user.is_staff:
        roles.add(Role.NETWORK_ADMIN)
    if roles == {Role.ACCOUNT} and open_invitations(user).filter(circle=circle).exists():
        roles.add(Role.INVITED)
    return Standing(
        user=user,
        circle=circle,
        membership=seat,
        is_coordinator=found.is_mine,
        has_signed=bool(seat and seat.signed),
        roles=frozenset(roles),
    )


def standing_of(user: User, seat: Membership) -> Standing:
    """What who was found by ``of_a_member``, and is in order, certainly is. What they may be besides, such as coordinator, is not asked."""
    roles = frozenset({Role.ACCOUNT, Role.MEMBER})
    return Standing(user, seat.circle, seat, is_coordinator=False, has_signed=True, roles=roles)


def addresses_of(user: User) -> set[str]:
    """Every address that is proved to be this person's, in lower case."""
    verified = EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True)
    return {user.email.lower(), *(email.lower() for email in verified)}


def addressed_to(user: User, field: str = "email") -> Q:
    """For a filter: the address in ``field`` (lower case) is proved to be this person's."""
    verified = EmailAddress.objects.filter(user=user, verified=True).values("email")
    return Q(**{field: user.email}) | Q(**{f"{field}__in": verified})


def open_invitations(user: User):
    """Invitations to this person that can still be answered."""
    return Invitation.objects.open_at_this_moment().filter(addressed_to(user))


def must_coordinate(user: User, circle: Circle) -> None:
    """Nothing for the coordinator of this circle at this moment, Http404 for anybody else."""
    if not runs(user, circle):
        raise Http404


def coordinators_of(circle: Circle) -> list[User]:
    """Who run the circle now, longest first. Never empty for a circle that was founded."""
    now = Coordinator.objects.filter(circle=circle, until__isnull=True).select_related("user")
    return [row.user for row in now.order_by("since", "pk")]


def coordinator_of(circle: Circle) -> User:
    """Who has run the circle longest: the one name under a mail."""
    return coordinators_of(circle)[0]


def coordinator_names(circle: Circle) -> str:
    """Everybody who runs the circle now, for sentences that say who reads along."""
    return ", ".join(str(person) for person in coordinators_of(circle))


def runs(user: User, circle: Circle) -> bool:
    """Whether this person coordinates the circle now."""
    return Coordinator.objects.filter(circle=circle, user=user, until__isnull=True).exists()


def interest_for(user, circle_id: int, interest_id) -> Interest:
    """What an applicant wrote, for the coordinator of the circle; or Http404."""
    standing = circle_for(user, circle_id)
    require(standing, "circle.form")
    found = Interest.objects.filter(pk=interest_id, circle=standing.circle)
    return _or_404(found.select_related("user", "circle"))


def own_interest(user, circle_id: int) -> Interest | None:
    """Where this person asked to join and got no answer yet; None when they did not."""
    mine = Interest.objects.filter(circle_id=circle_id, user=user, state=Interest.State.WAITING)
    return mine.select_related("circle").first()


def invitation_for(user, circle_id: int, invitation_id: int) -> Invitation:
    """An invitation, for the coordinator of the circle; or Http404."""
    standing = circle_for(user, circle_id)
    require(standing, "circle.invite")
    found = Invitation.objects.filter(pk=invitation_id, circle=standing.circle)
    return _or_404(found.select_related("circle"))


def invitation_by(token: str) -> Invitation | None:
    """The invitation of a link, whatever its state; None for a link that never was."""
    found = Invitation.objects.filter(token_hash=hash_of(token))
    return found.select_related("circle", "invited_by").first()


def handover_for(user, handover_id: int) -> Handover:
    """The open question to run a circle, for who is asked; or Http404."""
    mine = Handover.objects.filter(addressed_to(user, "to_email"), pk=handover_id, state=Handover.State.OPEN)
    return _or_404(mine.select_related("circle", "by"))


def _or_404(rows):
    found = rows.first()
    if found is None:
        raise Http404
    return found


def coordinates_a_circle(user: User) -> bool:
    """Whether this person runs a circle now, founded or taken over."""
    return Coordinator.objects.filter(user=user, until__isnull=True).exists()


def must_have_a_desk(user: User) -> None:
    """Nothing for who may found circles or runs one, Http404 for anybody else."""
    if not (user.is_coordinator or coordinates_a_circle(user)):
        raise Http404


def must_see_the_network(user: User) -> None:
    """Nothing for a network administrator, Http404 for anybody else."""
    if not user.is_staff:
        raise Http404
