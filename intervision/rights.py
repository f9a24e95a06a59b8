"""Who may do what in a live meeting and with its harvest: one table, read by views, pages and tests."""

from django.http import Http404

from circles.rights import Role

MEMBERS = frozenset({Role.MEMBER, Role.CASE_BRINGER})
LEADER = frozenset({Role.FACILITATOR})
TABLE = MEMBERS | LEADER | {Role.GUEST}  # a guest of this very meeting, after signing

# FACILITATOR is who leads this very meeting now. The coordinator as such is in no row: this is case content.
RIGHTS: dict[str, frozenset[Role]] = {
    "run.start": LEADER,
    "run.wait": TABLE,  # the page before the room is open
    "run.follow": TABLE,
    "run.enter": TABLE,
    "run.sort": frozenset({Role.CASE_BRINGER}),
    "run.move": MEMBERS | LEADER,  # whoever has the lead in this run
    "run.stop": TABLE,
    "run.take_over": LEADER,  # the deputy, with one confirmed tap
    "harvest.see": MEMBERS | LEADER,
    "harvest.commit": frozenset({Role.CASE_BRINGER}),
    "gifts.read": MEMBERS,  # and only who brought in: see gifts.py
    "insight.write": MEMBERS,
}

# A method of a circle is no case content. FACILITATOR is here who leads a coming or running meeting of that circle.
# A method of one person is that person's alone; in a meeting it can be used by its owner when they lead, and by who
# leads in a circle that the owner coordinates (library/shelf.py).
METHOD_RIGHTS: dict[str, frozenset[Role]] = {
    "method.see": MEMBERS | LEADER | {Role.COORDINATOR},
    "method.edit": LEADER | {Role.COORDINATOR},
}


def require(standing, action: str) -> None:
    """Nothing, or Http404: not allowed looks the same as not existing."""
    if not standing.may(action):
        raise Http404
