"""One world for the house tests: two circles, fourteen kinds of people, a canary in everything somebody wrote.

A canary is a text that occurs nowhere else: ``KANARIE-<who may read it>-<n>``. See canaries.py.
"""

import datetime
import hashlib
import itertools
import json
import uuid
from types import SimpleNamespace

from django.utils import timezone

from circles.models import (
    AgreementDraft,
    ApplicantNote,
    Circle,
    Interest,
    InterestDraft,
    Invitation,
    Letter,
    PeopleList,
    Proposal,
    Registration,
    Support,
)
from intervision.access import run_for, talk_for
from intervision.domain.act import act
from intervision.domain.arrive import take_seat
from intervision.domain.start import start_run
from intervision.engine import Kind, Next, Put
from intervision.methods import library
from intervision.models import Harvest, Insight
from sessions_app.domain.guest import ask_guest, sign_as_guest
from sessions_app.guests import PROMISE_VERSION
from sessions_app.models import Attendance, Question
from tests import factories

ROLES = (
    "anonymous",
    "outsider",
    "invited",
    "member",
    "unsigned_member",
    "case_bringer",
    "facilitator",
    "coordinator",
    "other_member",
    "other_coordinator",
    "network_admin",
    "superuser",
    "ex_member",
    "deactivated",
    "guest",
)
# Who may read what the circle shares among its own.
CIRCLE = ("member", "case_bringer", "facilitator")
# Who may read what is said at the table of the one meeting that has a guest.
TABLE = (*CIRCLE, "guest")
INVITATION_TOKEN = "only-for-tests-invitation-token-0123456789abc"
_number = itertools.count(1)


def canary(audience: str) -> str:
    """A text only ``audience`` may read: "circle", "table" (with the guest of that meeting), or the one role that wrote it or was written to."""
    return f"KANARIE-{audience}-{next(_number):03d} \u202e & <b>"


def build() -> SimpleNamespace:
    """Everybody and everything, stored. The names of ROLES are in ``w.people``; anonymous is None."""
    w = SimpleNamespace(invitation_token=INVITATION_TOKEN)
    _our_circle(w)
    _other_circle(w)
    _people_without_a_seat(w)
    _meetings(w)
    _content(w)
    _wishes(w)
    _live(w)
    w.people = {
        "anonymous": None,
        "outsider": w.outsider,
        "invited": w.invited,
        "member": w.member.user,
        "unsigned_member": w.unsigned_member.user,
        "case_bringer": w.case_bringer.user,
        "facilitator": w.facilitator,
        "coordinator": w.coordinator,
        "other_member": w.other_member.user,
        "other_coordinator": w.other_coordinator,
        "network_admin": w.network_admin,
        "superuser": w.superuser,
        "ex_member": w.ex_member.user,
        "deactivated": w.deactivated.user,
        "guest": w.guest,
    }
    return w


def _our_circle(w):
    w.circle = factories.make_circle(state="running", is_public=False)
    w.coordinator = w.circle.coordinators.get().user
    seats = factories.make_members(w.circle, 6)
    w.case_bringer, w.member, w.past_bringer, *_rest = seats
    w.unsigned_member = factories.make_member(w.circle, 7, signed=False)
    w.deactivated = factories.make_member(w.circle, 8)
    w.deactivated.user.is_active = False
    w.deactivated.user.save(update_fields=["is_active"])
    w.ex_member = factories.make_member(w.circle, 9, left_at=timezone.now())


def _other_circle(w):
    w.other_coordinator = factories.make_user("Willem Ander", is_coordinator=True)
    w.other_circle = factories.make_circle("Krimp en groei", coordinator=w.other_coordinator, state="running")
    w.other_member = factories.make_member(w.other_circle, 10)
    w.other_season = factories.make_season(w.other_circle)
    w.other_meeting = w.other_season.meetings.first()


def _people_without_a_seat(w):
    w.outsider = factories.make_user("Chris Buiten")
    w.facilitator = factories.make_user("Gerda Leidt")
    w.invited = factories.make_user("Nora Nieuw")
    w.applicant = factories.make_user("Belle Langstelling")
    w.network_admin = factories.make_user("Nettie Beheer", is_staff=True)
    w.superuser = factories.make_user("Super Beheer", is_staff=True, is_superuser=True)
    w.invitation = Invitation.objects.create(
        circle=w.circle,
        email=w.invited.email,
        name=w.invited.name,
        token_hash=hashlib.sha256(w.invitation_token.encode()).digest(),
        invited_by=w.coordinator,
        expires_at=timezone.now() + datetime.timedelta(days=14),
    )


def _meetings(w):
    """The past one is done, the one of today is confirmed and not over before midnight, three more are to come."""
    first = timezone.localdate() - datetime.timedelta(days=28)
    w.season = factories.make_season(w.circle, first=first)
    w.season.meetings.update(ends=datetime.time(23, 59))
    w.past_meeting, w.meeting, w.next_meeting, *_rest = w.season.meetings.all()
    w.past_question = factories.make_question(w.past_bringer, canary("circle"), situation=canary("circle"))
    w.question = factories.make_question(
        w.case_bringer,
        canary("circle"),
        situation=canary("circle"),
        tried=canary("circle"),
        why_me=canary("circle"),
        real_text=canary("circle"),
        outcome=canary("circle"),
        touches=4,
    )
    for meeting, bringer, question, state in (
        (w.past_meeting, w.past_bringer, w.past_question, "done"),
        (w.meeting, w.case_bringer, w.question, "confirmed"),
    ):
        meeting.case_bringer, meeting.question, meeting.state = bringer, question, state
        meeting.facilitator = w.facilitator
        meeting.save()
    for member in (w.member, w.case_bringer):
        Attendance.objects.create(meeting=w.meeting, membership=member, answer="yes", answered_at=timezone.now())


def _content(w):
    """What people wrote. The private question of the member is read by nobody else."""
    w.private_question = factories.make_question(w.member, canary("member"), shared=False)
    w.other_question = factories.make_question(w.other_member, canary("other_member"), situation=canary("other_member"))
    Question.objects.filter(pk=w.past_question.pk).update(changed_at=timezone.now() - datetime.timedelta(days=28))
    w.interest = Interest.objects.create(
        circle=w.circle,
        user=w.applicant,
        motivation=canary("coordinator"),
        situation=canary("coordinator"),
        first_question=canary("coordinator"),
        committed_at=timezone.now(),
    )
    _composing(w)
    w.harvest = Harvest.objects.create(
        circle=w.circle,
        meeting=w.past_meeting,
        first_question=canary("circle"),
        real_question=canary("circle"),
        commitment=canary("circle"),
        looked_back=canary("circle"),
        agreements=canary("circle"),
    )
    w.insight = Insight.objects.create(
        circle=w.circle, meeting=w.past_meeting, author=w.member, text=canary("member"), shared=False
    )
    w.shared_insight = Insight.objects.create(
        circle=w.circle, meeting=w.past_meeting, author=w.case_bringer, text=canary("circle"), shared=True
    )


def _wishes(w):
    """A wish that was not sent, a proposed theme with a "me too", a number in a register."""
    answers = json.dumps({"motivation": canary("outsider"), "situation": canary("outsider")}, ensure_ascii=False)
    w.draft = InterestDraft.objects.create(circle=w.circle, user=w.outsider, written=answers)
    w.proposed = Circle.objects.create(name="Stille straten", theme="Wie past er op?", state="proposed", is_public=True)
    Proposal.objects.create(circle=w.proposed, by=w.applicant)
    w.supporter = factories.make_user("Ook Graag")
    w.support = Support.objects.create(circle=w.proposed, user=w.supporter, note=canary("adopters"))
    Registration.objects.create(user=w.facilitator, register="Register van leiders", number=canary("insiders"))
    w.registration = Registration.objects.create(
        user=w.member.user, register="Register van toezicht", number=canary("member")
    )


def _composing(w):
    """A note about the applicant, a letter to somebody who was told no, and a list that is being read in."""
    w.note = ApplicantNote.objects.create(
        circle=w.circle, interest=w.interest, author=w.coordinator, text=canary("coordinator")
    )
    w.refused = Interest.objects.create(
        circle=w.circle,
        user=w.ex_member.user,
        motivation=canary("coordinator"),
        committed_at=timezone.now(),
        state="declined",
    )
    w.agreement_draft = AgreementDraft.objects.create(
        circle=w.circle, text=f"Stil\n{canary('drafter')}", changed_by=w.coordinator
    )
    Letter.objects.create(circle=w.circle, interest=w.refused, text=canary("coordinator"))
    PeopleList.objects.create(circle=w.circle, by=w.coordinator, table=json.dumps({"name": canary("coordinator")}))


def _live(w):
    """The last meeting is going on: a card that was turned over, a sealed one of somebody else, and half a one."""
    w.live_meeting = w.season.meetings.last()
    w.live_question = factories.make_question(w.case_bringer, canary("table"))
    w.live_meeting.case_bringer, w.live_meeting.question = w.case_bringer, w.live_question
    w.live_meeting.facilitator, w.live_meeting.state = w.facilitator, "confirmed"
    w.live_meeting.save()
    w.run = start_run(by=talk_for(w.facilitator, w.live_meeting.pk), method=library.get("vijfstappen"))
    _guest(w)
    for user in (w.member.user, w.past_bringer.user, w.guest):
        take_seat(by=run_for(user, w.run.pk))
    _go_on(w)
    w.card = _write(w, w.member, "question", 1, canary("table"))
    _go_on(w)
    _go_on(w)
    w.sealed_card = _write(w, w.past_bringer, "reading", 3, canary("past_bringer"))
    w.half_card = _write(w, w.member, "reading", 3, canary("member"), draft=True)
    w.run.refresh_from_db()


def _guest(w):
    """Somebody from outside who signed for the meeting that is going on."""
    w.guest = factories.make_user("Gijs Gast")
    asked = {"email": w.guest.email, "name": w.guest.name, "by": w.facilitator}
    held = ask_guest(meeting=w.live_meeting, **asked)
    w.guest_pass = sign_as_guest(guest_pass=held, name=w.guest.name, version=PROMISE_VERSION, by=w.guest)


def _go_on(w):
    act(by=run_for(w.facilitator, w.run.pk), command=Next())


def _write(w, member, kind, step, text, **options):
    item = str(uuid.uuid4())
    put = Put(item=item, kind=Kind(kind), step=step, length=len(text), **options)
    act(by=run_for(member.user, w.run.pk), command=put, texts={item: text})
    return item
