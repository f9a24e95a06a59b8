"""Who may do what in a live meeting and with its harvest: one table, read by views, pages and tests."""

from django.http import Http404

from circles.rights import Role

MEMBERS = frozenset({Role.MEMBER, Role.CASE_BRINGER})
LEADER = frozenset({Role.FACILITATOR})

# FACILITATOR is who leads this very meeting now. The coordinator as such is in no row: this is case content.
RIGHTS: dict[str, frozenset[Role]] = {
    "run.start": LEADER,
    "run.wait": MEMBERS | LEADER,  # the page before the room is open
    "run.follow": MEMBERS | LEADER,
    "run.enter": MEMBERS | LEADER,
    "run.sort": frozenset({Role.CASE_BRINGER}),
    "run.move": MEMBERS | LEADER,  # whoever has the lead in this run
    "run.stop": MEMBERS | LEADER,
    "run.take_over": LEADER,  # the deputy, with one confirmed tap
    "harvest.see": MEMBERS | LEADER,
    "harvest.commit": frozenset({Role.CASE_BRINGER}),
    "insight.write": MEMBERS,
}


def require(standing, action: str) -> None:
    """Nothing, or Http404: not allowed looks the same as not existing."""
    if not standing.may(action):
        raise Http404
