"""The doors of live meetings and their harvest: the thing and what this person is to it, or 404."""

from dataclasses import dataclass
from functools import cached_property

from django.http import Http404

from circles.models import Circle, Membership
from circles.rights import Role
from praktijkkring.models import User
from sessions_app.access import MeetingStanding, meeting_for
from sessions_app.models import Meeting

from .engine import Role as EngineRole
from .engine import State
from .ledger import method_of, person
from .models import Run
from .rights import RIGHTS


@dataclass(frozen=True)
class TalkStanding:
    """What somebody is to the conversation of one meeting. Reads content; the coordinator as such never gets one."""

    base: MeetingStanding

    @property
    def user(self) -> User:
        return self.base.user

    @property
    def circle(self) -> Circle:
        return self.base.circle

    @property
    def meeting(self) -> Meeting:
        return self.base.meeting

    @property
    def membership(self) -> Membership | None:
        return self.base.membership

    @property
    def roles(self) -> frozenset[Role]:
        return self.base.roles

    def may(self, action: str) -> bool:
        """Whether this person may do this here. A member without a signature may nothing: all of it is content."""
        return self.base.reads_content and not RIGHTS[action].isdisjoint(self.roles)


@dataclass(frozen=True)
class RunStanding(TalkStanding):
    """``role`` decides which screen somebody has: facilitator, bringer, member or observer."""

    run: Run

    @cached_property
    def state(self) -> State:
        return State.from_dict(self.run.state)

    @cached_property
    def role(self) -> str:
        """Who has not taken a seat yet looks on."""
        return (self.state.role(method_of(self.run), person(self.user)) or EngineRole.OBSERVER).value

    @property
    def seated(self) -> bool:
        return bool(self.state.roles(method_of(self.run), person(self.user)))

    @property
    def leads(self) -> bool:
        """Has the lead now. The deputy gets it by taking over, never by itself."""
        return self.state.leader == person(self.user)

    def may(self, action: str) -> bool:
        if action == "run.move" and not self.leads:
            return False
        return super().may(action)


def talk_for(user, meeting_id: int) -> TalkStanding:
    """The conversation of a meeting, whether it is to come, going on or over; Http404 for who may not take part."""
    standing = TalkStanding(meeting_for(user, meeting_id))
    if not standing.may("run.follow"):
        raise Http404
    return standing


def harvest_for(user, meeting_id: int) -> TalkStanding:
    """The harvest of a meeting, for the circle's members and its current facilitators; else Http404."""
    base = meeting_for(user, meeting_id)
    if not base.may("meeting.content"):
        raise Http404
    return TalkStanding(base)


def run_for(user, run_id: int) -> RunStanding:
    """The run and the role of ``user`` in it, or Http404."""
    run = Run.objects.filter(pk=run_id).first()
    if run is None:
        raise Http404
    base = meeting_for(user, run.meeting_id)
    run.meeting = base.meeting
    standing = RunStanding(base, run)
    if not standing.may("run.follow"):
        raise Http404
    return standing
