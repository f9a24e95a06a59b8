"""Who may do what with seasons, meetings and questions: one table, read by views, pages and tests."""

from django.http import Http404

from circles.rights import Role

MEMBERS = frozenset({Role.MEMBER, Role.CASE_BRINGER})
COORDINATOR = frozenset({Role.COORDINATOR})
LEADER = frozenset({Role.FACILITATOR})
INSIDE = MEMBERS | LEADER | COORDINATOR | {Role.NETWORK_ADMIN}

# For a meeting, FACILITATOR is who leads that very meeting (or is its deputy).
RIGHTS: dict[str, frozenset[Role]] = {
    "season.see": INSIDE,
    "season.plan": COORDINATOR,
    "season.stay": MEMBERS,  # say whether one goes on; coordinators read the answers
    "poll.answer": MEMBERS,  # say when one can come
    "poll.names": MEMBERS | LEADER | COORDINATOR,  # who can when; the network sees how many
    "meeting.see": INSIDE,
    "meeting.plan": COORDINATOR,  # move, cancel, who leads
    "meeting.answer": MEMBERS,
    "meeting.assign": COORDINATOR | LEADER,  # who brings in; never what
    "meeting.confirm": COORDINATOR | LEADER,
    "meeting.attendance": COORDINATOR | LEADER,
    "meeting.guests": COORDINATOR | LEADER,  # who is asked as a guest; a guest never reads more than this meeting
    "meeting.lead": LEADER,
    "meeting.choose": LEADER | {Role.CASE_BRINGER},  # which of the case-bringer's shared questions
    "meeting.content": MEMBERS | LEADER,
    "question.read": MEMBERS | LEADER,
    "question.write": MEMBERS,
    "nobody": frozenset(),
}

# Reading or writing what people said: a member must have signed the newest agreement.
CONTENT = frozenset({"meeting.lead", "meeting.choose", "meeting.content", "question.read", "question.write"})


def allowed(action: str, roles, *, reads_content: bool) -> bool:
    """Whether one of these roles may do this, given whether the person may read content at all."""
    if action in CONTENT and not reads_content:
        return False
    return not RIGHTS[action].isdisjoint(roles)


def require(standing, action: str) -> None:
    """Nothing, or Http404: not allowed looks the same as not existing."""
    if not standing.may(action):
        raise Http404
