"""The doors of live meetings and their harvest: the thing and what this person is to it, or 404."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Exists, Q
from django.http import Http404

from circles.access import is_in_order, of_a_member, standing_of
from circles.models import Agreement, Circle, Membership
from praktijkkring.models import User
from praktijkkring.prepared import Prepared
from sessions_app.access import Inside, MeetingStanding, at_meeting, meeting_for
from sessions_app.guests import good_passes, guest_for
from sessions_app.models import GuestPass, Meeting

from .engine import Role as EngineRole
from .engine import State
from .ledger import method_of, person
from .models import Run
from .rights import RIGHTS


@dataclass(frozen=True)
class TalkStanding(Inside):
    """What somebody is to the conversation of one meeting. Reads content; the coordinator as such never gets one."""

    base: MeetingStanding

    @property
    def meeting(self) -> Meeting:
        return self.base.meeting

    @property
    def guest(self) -> GuestPass | None:
        """The signed pass of a guest, for whom this one meeting is all there is."""
        return getattr(self.base, "guest", None)

    def may(self, action: str) -> bool:
        """Whether this person may do this here. A member without a signature may nothing: all of it is content."""
        return self.reads_content and not RIGHTS[action].isdisjoint(self.roles)


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


def still_signed(circle: int, user: int):
    newest = Agreement.objects.filter(circle=circle).order_by("-version").values("pk")[:1]
    seat = Membership.objects.filter(circle=circle, user=user, left_at__isnull=True, user__is_active=True)
    return seat.filter(signatures__agreement__in=newest)


STILL_SIGNED = Prepared(still_signed, circle=int, user=int)


def must_still_follow(by: RunStanding) -> None:
    """Asked again inside a change, after its lock: Http404 for who was let in but may no longer read.

    Somebody can lose their seat, their lead or their pass, or have to sign again, between the door and the change. One
    light query for a member who signed, one more for everybody else.
    """
    circle, user = by.circle.pk, by.user.pk
    if STILL_SIGNED.exists(circle=circle, user=user):
        return
    seat = Membership.objects.filter(circle=circle, user=user, left_at__isnull=True)
    invited = good_passes(by.meeting.pk).filter(user=user)
    leads = Meeting.objects.filter(Q(facilitator=user) | Q(deputy=user), pk=by.meeting.pk)
    reads = ~Exists(seat) & (Exists(leads) | Exists(invited))
    if not User.objects.filter(reads, pk=user, is_active=True).exists():
        raise Http404


def _base(user, meeting_id: int) -> MeetingStanding:
    """Who belongs to the circle, or else a guest of this one meeting; or Http404."""
    try:
        return meeting_for(user, meeting_id)
    except Http404:
        return guest_for(user, meeting_id)


def talk_for(user, meeting_id: int) -> TalkStanding:
    """The conversation of a meeting, whether it is to come, going on or over; Http404 for who may not take part."""
    standing = TalkStanding(_base(user, meeting_id))
    if not standing.may("run.follow"):
        raise Http404
    return standing


def harvest_for(user, meeting_id: int) -> TalkStanding:
    """The harvest of a meeting, for the circle's members and its current facilitators; else Http404."""
    base = meeting_for(user, meeting_id)
    if not base.may("meeting.content"):
        raise Http404
    return TalkStanding(base)


# Each process reads the method of a run once (``method_of``): it is by far the longest column.
THE_RUN = Prepared(
    lambda run: Run.objects.filter(pk=run).select_related("meeting__season").defer("method"),
    run=int,
)


def run_for(user, run_id: int) -> RunStanding:
    """The run and the role of ``user`` in it, or Http404."""
    run = THE_RUN.first(run=run_id)
    if run is None:
        raise Http404
    try:
        base = at_meeting(user, run.meeting)
    except Http404:
        base = guest_for(user, run.meeting_id)
        run.meeting = base.meeting
    standing = RunStanding(base, run)
    if not standing.may("run.follow"):
        raise Http404
    return standing


def _of_a_member(run: int, user: int):
    rows = of_a_member(Run.objects.filter(pk=run), "meeting__season__circle", user)
    return rows.select_related("meeting__season").defer("method", *NOT_IN_THE_ROOM)


NOT_IN_THE_ROOM = [
    f"meeting__season__circle__{field.name}"
    for field in Circle._meta.concrete_fields  # noqa: SLF001 - public by its documentation
    if field.name not in {"id", "state", "erased_at"}
]
OF_A_MEMBER = Prepared(_of_a_member, run=int, user=int)
LOCK = Prepared(lambda run: Run.objects.filter(pk=run).select_for_update(of=("self",), no_key=True).only("pk"), run=int)


def run_to_act_in(user, run_id: int, *, held: bool = False) -> RunStanding:
    """``run_for``, for what needs no page around it: one light question for a member who signed, more for everybody else.

    ``held``: in a transaction, to change something. The run is locked first, so that what is found holds until its end.
    """
    lock = LOCK.statement(run=run_id) if held else None
    run = OF_A_MEMBER.first(run=run_id, user=user.pk, after=lock)
    if not is_in_order(run):
        standing = run_for(user, run_id)
        if held:
            must_still_follow(standing)
        return standing
    run.seat.circle = run.meeting.season.circle
    standing = RunStanding(MeetingStanding(standing_of(user, run.seat), run.meeting), run)
    if not standing.may("run.follow"):
        raise Http404
    return standing


def meeting_of(run_id: int) -> int | None:
    """For the page of who was a guest there; says nothing about who may see it."""
    return Run.objects.filter(pk=run_id).values_list("meeting_id", flat=True).first()


def open_run_of(talk: TalkStanding) -> Run | None:
    """The run that is going on in this meeting."""
    return Run.objects.filter(meeting=talk.meeting, closed_at__isnull=True).first()


THE_RUN_NOW = Prepared(
    lambda run: Run.objects.filter(pk=run).select_related("facilitator", "meeting__question").defer("method"),
    run=int,
)


def fresh(standing: RunStanding) -> Run:
    """The run as it is stored at this moment, also when it changed since the door."""
    run = THE_RUN_NOW.first(run=standing.run.pk)
    if run is None:
        raise Run.DoesNotExist
    return run
