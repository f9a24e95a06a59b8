"""The mails of circles: what each needs at the moment of sending, and when it need not go any more."""

from praktijkkring.models import User
from praktijkkring.outbox.kinds import Letter, mail_kind

from .access import coordinator_names, coordinator_of, coordinators_of, runs
from .extra_roles import extra_roles
from .models import Agreement, Circle, Handover, Interest, Invitation, Membership, Pause
from .queries import asked_already, interest_in
from .tokens import token_for


@mail_kind("circles.invitation", template="circles/mail/invitation")
def invitation(message):
    return _offer(message)


@mail_kind("circles.reminder", template="circles/mail/reminder", once=True)
def reminder(message):
    return _offer(message)


def _offer(message) -> Letter | None:
    """Drops when it was answered, withdrawn, expired or sent anew since."""
    found = (
        Invitation.objects.open_at_this_moment()
        .filter(pk=message.refs["invitation_id"], issue=message.refs["issue"])
        .select_related("circle", "invited_by")
        .first()
    )
    return found and Letter({"invitation": found, "circle": found.circle, "token": token_for(found)})


@mail_kind("circles.accepted", template="circles/mail/accepted")
def accepted(message):
    return _about_membership(message, left_at__isnull=True)


@mail_kind("circles.declined", template="circles/mail/declined")
def declined(message):
    found = Invitation.objects.filter(pk=message.refs["invitation_id"]).select_related("circle").first()
    return found and _for_coordinator(message, found.circle, invitation=found)


@mail_kind("circles.left", template="circles/mail/left")
def left(message):
    return _about_membership(message, left_at__isnull=False)


def _about_membership(message, **still) -> Letter | None:
    found = Membership.objects.filter(pk=message.refs["membership_id"], **still).select_related(
        "circle", "user", "area", "organisation"
    )
    member = found.first()
    if member is None:
        return None
    seated = member.circle.memberships.filter(left_at__isnull=True).count()
    return _for_coordinator(message, member.circle, member=member, seated=seated)


@mail_kind("circles.removed", template="circles/mail/removed")
def removed(message):
    found = Membership.objects.filter(pk=message.refs["membership_id"], removed=True).select_related("circle").first()
    return found and Letter({"circle": found.circle, "coordinator": coordinator_of(found.circle)})


@mail_kind("circles.interest", template="circles/mail/interest")
def interest(message):
    found = interest_in(Interest.State.WAITING, message.refs["interest_id"])
    return found and _for_coordinator(message, found.circle, applicant=found.user, area=found.area)


@mail_kind("circles.interest_declined", template="circles/mail/interest_declined")
def interest_declined(message):
    found = interest_in(Interest.State.DECLINED, message.refs["interest_id"])
    if found is None:
        return None
    words = found.letter.text if hasattr(found, "letter") else ""
    return Letter({"circle": found.circle, "coordinator": coordinator_of(found.circle), "words": words})


@mail_kind("circles.handover", template="circles/mail/handover")
def handover(message):
    still_open = Handover.objects.filter(pk=message.refs["handover_id"], state=Handover.State.OPEN)
    found = still_open.select_related("circle", "by").first()
    return found and Letter({"handover": found, "circle": found.circle})


@mail_kind("circles.handed_over", template="circles/mail/handed_over")
def handed_over(message):
    found = Handover.objects.filter(pk=message.refs["handover_id"]).select_related("circle").first()
    now = User.objects.filter(pk=message.refs["user_id"]).first()
    return Letter({"circle": found.circle, "coordinator": now, "handover": found}) if found and now else None


@mail_kind("circles.handover_declined", template="circles/mail/handover_declined")
def handover_declined(message):
    """For who asked, while they still run the circle."""
    found = Handover.objects.filter(pk=message.refs["handover_id"]).select_related("circle", "by").first()
    person = User.objects.filter(pk=message.refs["user_id"]).first()
    if not (found and person and runs(found.by, found.circle)):
        return None
    return Letter({"circle": found.circle, "applicant": person, "handover": found})


@mail_kind("circles.agreement", template="circles/mail/agreement")
def agreement(message):
    """Drops for who left, signed already, or was overtaken by a newer version."""
    member = Membership.objects.filter(pk=message.refs["membership_id"], left_at__isnull=True).first()
    text = Agreement.objects.filter(pk=message.refs["agreement_id"]).select_related("circle").first()
    if not (member and text) or text.circle.agreements.first() != text:
        return None
    if member.signatures.filter(agreement=text).exists():
        return None
    return Letter({"circle": text.circle, "version": text.version})


def _for_coordinator(message, circle: Circle, **context) -> Letter | None:
    """Only to who coordinates at the moment of sending."""
    if message.to_user_id not in [person.pk for person in coordinators_of(circle)]:
        return None
    return Letter({"circle": circle, **context})


@mail_kind("circles.interest_received", template="circles/mail/interest_received")
def interest_received(message):
    found = interest_in(Interest.State.WAITING, message.refs["interest_id"])
    return found and Letter({"circle": found.circle, "coordinator": coordinator_names(found.circle)})


@mail_kind("circles.paused", template="circles/mail/paused")
def paused(message):
    """To coordinators and the member. Drops when the pause was ended before the mail went."""
    found = Pause.objects.filter(pk=message.refs["pause_id"], membership__left_at__isnull=True)
    pause = found.select_related("membership__circle", "membership__user").first()
    if pause is None:
        return None
    circle, mine = pause.membership.circle, pause.membership.user_id == message.to_user_id
    if not mine and not runs(message.to_user, circle):
        return None
    return Letter({"circle": circle, "pause": pause, "member": pause.membership, "mine": mine})


@mail_kind("circles.replaced", template="circles/mail/replaced")
def replaced(message):
    found = Membership.objects.filter(pk=message.refs["membership_id"], left_at__isnull=False)
    member = found.select_related("circle", "area").first()
    return member and Letter({"circle": member.circle, "member": member, "coordinator": coordinator_of(member.circle)})


@mail_kind("circles.coordinator_reads", template="circles/mail/coordinator_reads")
def coordinator_reads(message):
    """To a member: who coordinates also leads a meeting. Drops when that ended before the mail went."""
    circle = Circle.objects.filter(pk=message.refs["circle_id"]).first()
    person = User.objects.filter(pk=message.refs["user_id"]).first()
    if not (circle and person and runs(person, circle) and person in extra_roles.people(circle)):
        return None
    return Letter({"circle": circle, "coordinator": person})


@mail_kind("circles.adopted", template="circles/mail/adopted")
def adopted(message):
    """Drops when the circle asks nobody any more, and for who asked to join meanwhile."""
    circle = Circle.objects.filter(pk=message.refs["circle_id"], is_public=True, state=Circle.State.FORMING)
    found = circle.select_related("proposal").first()
    if found is None or asked_already(message.to_user_id, found):
        return None
    proposed = found.proposal.by_id == message.to_user_id
    return Letter({"circle": found, "coordinator": coordinator_of(found), "proposed": proposed})
