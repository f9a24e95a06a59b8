"""Addresses that need no log-in: signed answers to a meeting, and secret calendar feeds."""

import base64
import hashlib
import secrets

from django.core import signing
from django.http import Http404
from django.utils.crypto import salted_hmac

from circles.models import Membership

from .models import Meeting

_SALT = "sessions_app.answer"


def answer_token(meeting_id: int, membership_id: int) -> str:
    """For this member and this meeting only. It dies with the meeting, and when the member leaves."""
    return signing.Signer(salt=_SALT).sign(f"{meeting_id}.{membership_id}")


def read_answer_token(token: str) -> tuple[Meeting, Membership]:
    """Who may answer for what. Http404 when the token is forged or the person has no seat any more."""
    try:
        meeting_id, membership_id = map(int, signing.Signer(salt=_SALT).unsign(token).split("."))
    except (signing.BadSignature, ValueError):
        raise Http404 from None
    meeting = (
        Meeting.objects.filter(pk=meeting_id)
        .select_related("season__circle", "facilitator", "case_bringer__user")
        .first()
    )
    member = Membership.objects.filter(pk=membership_id, left_at__isnull=True).select_related("user").first()
    if not meeting or not member or member.circle_id != meeting.season.circle_id or not member.user.is_active:
        raise Http404
    return meeting, member


def new_feed_token() -> str:
    """128 random bits, fit for an address."""
    return secrets.token_urlsafe(16)


def feed_hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


def guest_token(guest_pass) -> str:
    """The 43 letters of the link of this pass: made from the secret key whenever it is mailed, never stored."""
    digest = salted_hmac("sessions_app.guest", str(guest_pass.pk), algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def guest_hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
