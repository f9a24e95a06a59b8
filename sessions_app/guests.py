"""The door of who is a guest at one meeting, and the words they sign. Nothing else of the circle opens to them."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.db.models import Q
from django.http import Http404
from django.utils import timezone

from circles.access import Standing, addressed_to
from circles.rights import Role

from .access import MeetingStanding
from .models import GuestPass, Meeting
from .tokens import guest_hash

MOST_GUESTS = 3
PROMISE_VERSION = 1
PROMISES = Path(__file__).parent / "promise"
TO_COME = ("scheduled", "confirmed", "live")  # states of a meeting that somebody can be asked for
GOOD = (GuestPass.State.OPEN, GuestPass.State.SIGNED)


def not_over(prefix: str = "meeting__") -> Q:
    """For a filter: a meeting that is dated and not called off, until its day ends, or until it is closed when it is on."""
    today = timezone.localdate(timezone=timezone.get_default_timezone())
    dated = Q(**{f"{prefix}state__in": TO_COME[:2], f"{prefix}date__gte": today})
    return dated | Q(**{f"{prefix}state": "live"})


def is_over(meeting: Meeting) -> bool:
    return not Meeting.objects.filter(not_over(""), pk=meeting.pk).exists()


@cache
def promise(language: str, version: int = PROMISE_VERSION) -> str:
    """What a guest signs. Versions stay in the folder: what somebody signed can always be read."""
    tongue = language if language in {"nl", "en"} else "nl"
    return (PROMISES / f"{version}.{tongue}.txt").read_text(encoding="utf-8")


def promise_in_parts(language: str) -> list[tuple[str, str]]:
    """The same text for a page: (heading, what follows it)."""
    parts = promise(language).strip().split("\n\n")
    return [(heading, text) for heading, _line, text in (part.partition("\n") for part in parts)]


@dataclass(frozen=True)
class GuestStanding(MeetingStanding):
    """Who signed a pass for this meeting. Reads its question and takes part in its run; has no other role here."""

    guest: GuestPass

    @property
    def leads(self) -> bool:
        return False

    @property
    def reads_content(self) -> bool:
        return True

    @property
    def roles(self) -> frozenset[Role]:
        return self.base.roles


def good_passes(meeting_id: int):
    """Signed passes of a meeting that is not over. Everything a guest may do hangs on this."""
    signed = GuestPass.objects.filter(not_over(), meeting=meeting_id, state=GuestPass.State.SIGNED)
    return signed.exclude(meeting__season__circle__state="closed")


def guest_for(user, meeting_id: int) -> GuestStanding:
    """The one meeting of a guest, or Http404."""
    if not (user.is_authenticated and user.is_active):
        raise Http404
    people = ("meeting__season__circle", "meeting__facilitator", "meeting__deputy", "instead_of__user")
    bringer = ("meeting__case_bringer__user", "meeting__case_bringer__area")
    found = good_passes(meeting_id).filter(user=user).select_related(*people, *bringer).first()
    if found is None:
        raise Http404
    circle = found.meeting.season.circle
    roles = frozenset({Role.ACCOUNT, Role.GUEST})
    base = Standing(user, circle, membership=None, is_coordinator=False, has_signed=False, roles=roles)
    return GuestStanding(base, found.meeting, found)


def own_pass(user, meeting_id: int) -> GuestPass:
    """The pass of this person for this meeting, signed or still to sign; Http404 when there is none or it is over."""
    mine = GuestPass.objects.filter(addressed_to(user), meeting=meeting_id, state=GuestPass.State.OPEN)
    mine |= GuestPass.objects.filter(user=user, meeting=meeting_id, state=GuestPass.State.SIGNED)
    people = ("meeting__season__circle", "invited_by", "instead_of__user")
    found = mine.filter(not_over()).select_related(*people).first()
    if found is None:
        raise Http404
    return found


def spent_pass(user, meeting_id: int | None) -> GuestPass:
    """What is left of the pass of somebody who signed as a guest; Http404 for who never did."""
    once = (GuestPass.State.SIGNED, GuestPass.State.WITHDRAWN)
    people = ("meeting__season__circle", "invited_by")
    found = GuestPass.objects.filter(user=user, meeting=meeting_id, state__in=once).select_related(*people).first()
    if found is None:
        raise Http404
    return found


def pass_by(token: str) -> GuestPass | None:
    """The pass of a link, whatever its state; None for a link that never was."""
    found = GuestPass.objects.filter(token_hash=guest_hash(token))
    return found.select_related("meeting__season__circle", "invited_by", "instead_of__user").first()


def pass_of(meeting: Meeting, pass_id: int) -> GuestPass:
    """One of this meeting's passes, for who asks guests; or Http404."""
    found = GuestPass.objects.filter(pk=pass_id, meeting=meeting).first()
    if found is None:
        raise Http404
    return found


def declined_by(meeting: Meeting) -> list[str]:
    """Who was asked and is not coming, by name: for who asks guests."""
    passes = meeting.guest_passes.filter(state=GuestPass.State.DECLINED)
    return [one.name or one.email for one in passes]


def guests_of(meeting: Meeting) -> list[GuestPass]:
    """Who is asked or has signed, first asked first: for the circle, beforehand and afterwards."""
    passes = meeting.guest_passes.filter(state__in=GOOD)
    return list(passes.select_related("user", "instead_of__user"))
