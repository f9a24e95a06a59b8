"""What circles keep about a person: to take along, and to forget."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from praktijkkring.accounts import erase, export
from praktijkkring.errors import Refused

from .access import addresses_of, coordinators_of
from .domain.depart import leave
from .domain.hand_over import end_role, step_down
from .domain.profile import registrations_of
from .domain.propose import withdraw_proposal
from .models import (
    Circle,
    Handover,
    Interest,
    InterestDraft,
    Invitation,
    Membership,
    Profile,
    Proposal,
    Registration,
    Support,
)


def seats(user) -> list[dict]:
    rows = Membership.objects.filter(user=user).select_related("circle", "area", "organisation")
    return [
        {
            "circle": row.circle.name,
            "seat": row.seat,
            "area": row.area and row.area.name,
            "organisation": row.organisation and row.organisation.name,
            "role_at_work": row.responsibility,
            "joined": row.joined_at,
            "left": row.left_at,
            "reason": row.get_reason_display() if row.reason else "",
            "pauses": [{"from": p.first, "until": p.last} for p in row.pauses.all()],
            "agreements_signed": [
                {"version": s.agreement.version, "signed": s.signed_at, "as": s.name}
                for s in row.signatures.select_related("agreement")
            ],
        }
        for row in rows
    ]


def coordination(user) -> list[dict]:
    return [
        {"circle": row.circle.name, "since": row.since, "until": row.until}
        for row in user.coordinates.select_related("circle")
    ] + [
        {"circle": row.circle.name, "role": row.get_role_display(), "since": row.since, "until": row.until}
        for row in user.circle_roles.select_related("circle")
    ]


def interests(user) -> list[dict]:
    return [
        {
            "circle": row.circle.name,
            "asked": row.created_at,
            "state": row.get_state_display(),
            "role_at_work": row.responsibility,
            "motivation": str(row.motivation),
            "situation": str(row.situation),
            "first_question": str(row.first_question),
            "when": row.availability,
            "changed": row.changed_at,
        }
        for row in Interest.objects.filter(user=user).select_related("circle")
    ]


def drafts(user) -> list[dict]:
    rows = InterestDraft.objects.filter(user=user).select_related("circle")
    return [{"circle": row.circle.name, "last_changed": row.changed_at, **row.answers} for row in rows]


def profile(user) -> list[dict]:
    """The profile as one record, and a record for each register."""
    registers = [{"register": register, "number": number} for register, number in registrations_of(user)]
    rows = Profile.objects.filter(user=user).select_related("area", "organisation")
    return [
        {
            "function": row.function,
            "responsible_for": row.responsibility,
            "area": row.area and row.area.name,
            "organisation": row.organisation and row.organisation.name,
            "others_can_ask": row.ask_me,
        }
        for row in rows
    ] + registers


def themes(user) -> list[dict]:
    """Themes this person proposed, and those in which they recognise themselves."""
    proposed = Proposal.objects.filter(by=user).select_related("circle")
    supported = Support.objects.filter(user=user).select_related("circle")
    return [
        *({"proposed": row.circle.name, "theme": row.circle.theme, "at": row.proposed_at} for row in proposed),
        *({"me_too": row.circle.name, "note": str(row.note), "at": row.created_at} for row in supported),
    ]


def invitations(user) -> list[dict]:
    rows = Invitation.objects.filter(email__in=addresses_of(user)).select_related("circle")
    return [{"circle": row.circle.name, "invited": row.created_at, "state": row.get_state_display()} for row in rows]


def forget(user) -> None:
    """The seat is free, what was written to a coordinator is gone. Refused while somebody alone runs a circle that is not closed."""
    for running in user.coordinates.filter(until__isnull=True).select_related("circle"):
        if len(coordinators_of(running.circle)) == 1:
            if running.circle.state == Circle.State.CLOSED:
                continue  # nothing is left to run: its content goes by itself on the day that all were told
            raise Refused(
                _("You run %(circle)s. Hand the coordination over first, or close the circle.")
                % {"circle": running.circle}
            )
        step_down(by=user, circle=running.circle)
    for holder in user.circle_roles.filter(until__isnull=True).select_related("circle"):
        end_role(by=user, holder=holder)
    for seat in Membership.objects.filter(user=user, left_at__isnull=True).select_related("circle"):
        leave(by=user, membership=seat)
    Membership.objects.filter(user=user).update(responsibility="", organisation=None)
    for model in (Interest, InterestDraft, Support, Profile, Registration):
        model.objects.filter(user=user).delete()
    for proposal in Proposal.objects.filter(by=user, circle__state=Circle.State.PROPOSED).select_related("circle"):
        withdraw_proposal(by=user, circle=proposal.circle)
    Proposal.objects.filter(by=user).update(by=None)
    addresses = addresses_of(user)
    Invitation.objects.filter(email__in=addresses).delete()
    Handover.objects.filter(to_email__in=addresses).delete()


export.register("circles.seats", gettext_lazy("Your seats in circles, and what you signed"), seats)
export.register("circles.coordination", gettext_lazy("Circles that you run or ran"), coordination)
export.register("circles.interests", gettext_lazy("Where you asked to join, and what you wrote"), interests)
export.register("circles.drafts", gettext_lazy("What you wrote to join and did not send"), drafts)
export.register("circles.profile", gettext_lazy("Your profile and your register numbers"), profile)
export.register("circles.themes", gettext_lazy("Themes you proposed or said “me too” to"), themes)
export.register("circles.invitations", gettext_lazy("Invitations to your address"), invitations)
erase.register(forget)
