"""Lists of circles: who is in them, who asks to be, and what was agreed."""

import datetime
import hashlib

from django.utils import timezone

from circles.domain.people_list import take_in
from circles.models import (
    Agreement,
    ApplicantNote,
    Area,
    Circle,
    Coordinator,
    Handover,
    Interest,
    Invitation,
    Organisation,
    Proposal,
    Register,
    Registration,
    SameLine,
    Support,
    WaitingList,
    WaitingPlace,
)
from praktijkkring.audit.record import record
from tests import factories
from tests.house.lists import Grows
from tests.house.matrix.circles_composing import applicants


def coordinated(w, rows):
    """Circles of the coordinator that anybody may ask to join."""
    for n in range(rows):
        circle = factories.make_circle(f"Kring {n}", coordinator=w.coordinator, state="forming", is_public=True)
        factories.make_member(circle, 1)


def home(w, rows):
    """A circle with so many members, of whom the facilitator leads no meeting."""
    circle = factories.make_circle(state="running", coordinator=factories.make_user("Nog Iemand", is_coordinator=True))
    Coordinator.objects.create(circle=circle, user=w.coordinator)
    factories.make_members(circle, rows)
    factories.make_season(circle)
    return [circle.pk]


def trail(w, rows):
    for _row in range(rows):
        record("circles.described", by=w.coordinator, scope=f"circle:{w.circle.pk}")


def applying(w, rows):
    applicants(w, rows)


def invited(w, rows):
    for n in range(rows):
        Invitation.objects.create(
            circle=w.circle,
            email=f"gast{n}@voorbeeld.nl",
            name=f"Gast {n}",
            area=w.member.area,
            organisation=w.member.organisation,
            token_hash=hashlib.sha256(f"gast {n}".encode()).digest(),
            invited_by=w.coordinator,
            expires_at=timezone.now() + datetime.timedelta(days=9),
        )


def agreements(w, rows):
    for n in range(rows):
        Agreement.objects.create(circle=w.circle, version=2 + n, text=f"Wij zwijgen, {n}.")


def notes(w, rows):
    for n in range(rows):
        ApplicantNote.objects.create(
            circle=w.circle, interest=w.interest, author=factories.make_user(f"Ook Coördineert{n}"), text="Belt terug."
        )


def registers(w, rows):
    for n in range(rows):
        Register.objects.create(name=f"Register {n}").circles.add(w.circle)


def waiting(w, rows):
    """Six wait at least, or there is no second circle to propose."""
    WaitingList.objects.create(circle=w.circle, size=9)
    for number, one in enumerate(applicants(w, 5 + rows), start=1):
        WaitingPlace.objects.create(circle=w.circle, interest=one, number=number, by=w.coordinator)
    return [w.circle.pk]


def people_list(w, rows):
    lines = ["naam;e-mail;gebied", *(f"Gast {n};gast{n}@voorbeeld.nl;Aaldal" for n in range(rows))]
    return [w.circle.pk, take_in(by=w.coordinator, circle=w.circle, data="\n".join(lines).encode()).pk]


def wishes(w, rows):
    for n in range(rows):
        circle = factories.make_circle(f"Kring {n}", coordinator=w.coordinator, is_public=True)
        Interest.objects.create(circle=circle, user=w.outsider, motivation="Ja", committed_at=timezone.now())


def proposals(w, rows):
    for n in range(rows):
        circle = Circle.objects.create(name=f"Straten {n}", theme="Wie past op?", state="proposed", is_public=True)
        Proposal.objects.create(circle=circle, by=w.applicant)
        Support.objects.create(circle=circle, user=w.supporter, note="Ik ook")


def supports(w, rows):
    for n in range(rows):
        user = factories.make_user(f"Ook Graag{n}")
        Support.objects.create(circle=w.proposed, user=user, note="Ik ook")
    return [w.proposed.pk]


def registrations(w, rows):
    for n in range(rows):
        Registration.objects.create(user=w.member.user, register=f"Register {n}", number="12")


def organisations(w, rows):
    for n in range(rows):
        Organisation.objects.create(name=f"Gemeente {n}")


def colleagues(w, rows):
    """People of one organisation, in circles of the coordinator."""
    circle = factories.make_circle("Nog een kring", coordinator=w.coordinator, state="running")
    for member in factories.make_members(circle, rows):
        member.organisation = w.member.organisation
        member.save(update_fields=["organisation"])


def lines(w, rows):
    """Two people each, in one line of management."""
    for n in range(rows):
        pair = {"one": factories.make_user(f"Onder {n}"), "other": factories.make_user(f"Boven {n}")}
        SameLine.objects.create(circle=w.circle, by=w.coordinator, **pair)


def areas(w, rows):
    for n in range(rows):
        Area.objects.create(name=f"Dorp {n}")


def pauses(w, rows):
    day = timezone.localdate()
    for n in range(rows):
        first = day + datetime.timedelta(days=30 * n)
        w.member.pauses.create(first=first, last=first + datetime.timedelta(days=9), by=w.coordinator)
    return [w.circle.pk, w.member.pk]


def roles(w, rows):
    """So many people lead, and a coordinator more is asked."""
    Handover.objects.create(circle=w.circle, by=w.coordinator, to_email="nieuw@voorbeeld.nl")
    for n in range(rows):
        w.circle.role_holders.create(user=factories.make_user(f"Leidt {n}"), role="lead")


LISTS = {
    "circles:pause": Grows(pauses, queries=5),
    "circles:roles": Grows(roles, queries=11),
    "circles:adopt": Grows(supports, queries=3),
    "circles:line": Grows(lines, queries=8),
    "circles:take_seat": Grows(areas, queries=7),
    "circles:mine": Grows(coordinated, queries=9),
    "circles:circle": Grows(home, queries=26),
    "circles:trail": Grows(trail, queries=4),
    "circles:forming": Grows(applying, queries=12),
    "circles:invitations": Grows(invited, queries=5),
    "circles:agreement": Grows(home, queries=7),
    "circles:agreement_versions": Grows(agreements, queries=5),
    "circles:notes": Grows(notes, queries=5),
    "circles:registers": Grows(registers, queries=6),
    "circles:second_circle": Grows(waiting, queries=4),
    "circles:people_list": Grows(people_list, queries=9),
    "circles:open": Grows(coordinated, queries=4),
    "circles:my_interests": Grows(wishes, queries=5, role="outsider"),
    "circles:proposals": Grows(proposals, queries=2),
    "circles:proposal": Grows(supports, queries=4),
    "circles:profile": Grows(registrations, queries=6, role="member"),
    "circles:organisations": Grows(organisations, queries=2, role="network_admin"),
    "circles:organisation": Grows(colleagues, queries=4),
    "circles:merge_organisation": Grows(organisations, queries=4, role="network_admin"),
}
