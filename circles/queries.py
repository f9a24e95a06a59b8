"""Rows for the pages of circles."""

from django.db.models import Exists, OuterRef, Prefetch, Q

from .access import addressed_to, open_invitations
from .extra_roles import extra_roles
from .models import Agreement, Circle, Coordinator, Handover, Interest, Membership, RoleHolder, Signature
from .places import listed_areas


def circles_of(user):
    """The circles where this person has a seat, coordinates or leads a meeting, with who sits there."""
    mine = Coordinator.objects.filter(circle=OuterRef("pk"), user=user, until__isnull=True)
    seat = Membership.objects.filter(circle=OuterRef("pk"), user=user, left_at__isnull=True)
    here = Membership.objects.filter(left_at__isnull=True).select_related("user", "area")
    return (
        Circle.objects.filter(Exists(mine) | Exists(seat) | Q(pk__in=extra_roles.circle_ids(user)))
        .annotate(is_mine=Exists(mine), has_seat=Exists(seat))
        .prefetch_related(Prefetch("memberships", here, to_attr="seated"))
    )


def offers_to(user) -> dict:
    """What is asked of this person: invitations and coordination to answer; and where they asked to join."""
    return {
        "invitations": open_invitations(user).select_related("circle", "invited_by"),
        "handovers": Handover.objects.filter(addressed_to(user, "to_email"), state=Handover.State.OPEN).select_related(
            "circle", "by"
        ),
        "interests": Interest.objects.filter(user=user, state=Interest.State.WAITING).select_related("circle"),
    }


def may_lead_besides(user, circles) -> list[Circle]:
    """Where this person said yes to leading and has nothing else: no page there is theirs before a meeting is."""
    lead = RoleHolder.objects.filter(user=user, role=RoleHolder.Role.LEAD, until__isnull=True)
    known = {circle.pk for circle in circles}
    return [row.circle for row in lead.select_related("circle") if row.circle_id not in known]


def seated(circle):
    """The members in order of seat, each with ``signed`` (the newest agreement)."""
    newest = Agreement.objects.filter(circle=circle).order_by("-version").values("pk")[:1]
    signature = Signature.objects.filter(membership=OuterRef("pk"), agreement__in=newest)
    return list(
        circle.memberships.filter(left_at__isnull=True)
        .select_related("user", "area", "organisation")
        .annotate(signed=Exists(signature))
    )


def seat_history(circle) -> list[dict]:
    """Each seat that was ever taken, with everybody who had it, newest first. Two queries."""
    rows = circle.memberships.select_related("user", "area", "succeeds__user").prefetch_related("pauses")
    seats: dict[int, list] = {}
    for member in rows.order_by("seat", "-joined_at", "-pk"):
        member.breaks = sorted(member.pauses.all(), key=lambda one: one.first)
        seats.setdefault(member.seat, []).append(member)
    return [{"number": number, "people": people} for number, people in seats.items()]


def with_signatures(circle, agreement) -> list:
    """The members of now in order of seat, each with ``signature`` under this version or None. Two queries."""
    signed = {one.membership_id: one for one in agreement.signatures.all()}
    members = list(circle.memberships.filter(left_at__isnull=True).select_related("user", "area"))
    for member in members:
        member.signature = signed.get(member.pk)
    return members


def waiting(circle):
    """Who wants to join and got no answer, first come first."""
    found = circle.interests.filter(state=Interest.State.WAITING).select_related("user", "area", "organisation")
    return list(found.order_by("created_at", "pk"))


def waiting_number(circle) -> int:
    """How many got no answer at all; who is on the waiting list knows where they stand."""
    return circle.interests.filter(state=Interest.State.WAITING, waiting_place__isnull=True).count()


def areas():
    """The municipalities and provinces to choose from."""
    return listed_areas()


def interest_in(state: str, interest_id) -> Interest | None:
    """An interest that is in this state at the moment, for the mail about it."""
    found = Interest.objects.filter(pk=interest_id, state=state)
    return found.select_related("circle", "user", "area").first()


def asked_already(user_id: int, circle) -> bool:
    """Whether this person sent a wish to join, whatever became of it."""
    return Interest.objects.filter(user_id=user_id, circle=circle).exists()
