"""Who may do what in a circle: one table, read by views, pages and tests."""

from enum import StrEnum

from django.http import Http404


class Role(StrEnum):
    """What somebody is to a circle. One person may hold several."""

    PUBLIC = "public"
    ACCOUNT = "account"
    INVITED = "invited"
    MEMBER = "member"
    CASE_BRINGER = "case_bringer"
    FACILITATOR = "facilitator"
    COORDINATOR = "coordinator"
    NETWORK_ADMIN = "network_admin"
    SPONSOR = "sponsor"
    TREASURER = "treasurer"  # a member who keeps the money too
    GUEST = "guest"  # of one meeting, never of the circle


MEMBERS = frozenset({Role.MEMBER, Role.CASE_BRINGER})
COORDINATOR = frozenset({Role.COORDINATOR})
INSIDE = MEMBERS | {Role.FACILITATOR, Role.COORDINATOR, Role.NETWORK_ADMIN}

RIGHTS: dict[str, frozenset[Role]] = {
    "circle.see": INSIDE | {Role.INVITED},  # names, areas and roles
    "circle.agreement": INSIDE | {Role.INVITED},
    "circle.dates": INSIDE,
    "circle.people": MEMBERS | {Role.FACILITATOR, Role.COORDINATOR},  # what members tell about themselves
    "circle.trail": INSIDE,
    "circle.content": MEMBERS | {Role.FACILITATOR},
    "circle.sign": MEMBERS,
    "circle.leave": MEMBERS,
    "circle.edit": COORDINATOR,
    "circle.agreement.change": COORDINATOR,
    "circle.form": COORDINATOR,  # the forming page, with what applicants wrote
    "circle.invite": COORDINATOR,
    "circle.people_out": COORDINATOR,  # names and addresses as a file; no content
    "circle.remove": COORDINATOR,
    "circle.hand_over": COORDINATOR,
    "circle.pause": MEMBERS | COORDINATOR,
    "circle.seats": INSIDE,  # who sat where, from when until when
    "circle.start": COORDINATOR,
    "circle.close": COORDINATOR,  # and open it again, until its content is erased
}


def require(standing, action: str) -> None:
    """Nothing, or Http404: not allowed looks the same as not existing."""
    if not standing.may(action):
        raise Http404
