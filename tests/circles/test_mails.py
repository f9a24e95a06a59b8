"""Every mail of circles renders in both languages, and asks again before it goes."""

import pytest
from django.db import transaction
from django.utils import timezone

from circles.domain import agree, depart, hand_over
from circles.domain.answer import accept, decline
from circles.domain.interest import express_interest, offer_seat, turn_down
from circles.domain.invite import Guest, invite
from circles.domain.pursue import remind, withdraw
from circles.models import Coordinator, Invitation
from circles.tokens import token_for
from praktijkkring.models import User
from praktijkkring.outbox import kinds, render
from praktijkkring.outbox.models import Message
from tests import factories


def letter(message):
    kind = kinds.kind(message.kind)
    with render.readers_world(message):
        found = kind.write(message)
        return found and render.render(message, kind, found)


@pytest.fixture
def everything(cast):
    """One of every mail of circles that is still to go."""
    tineke, circle = cast.coordinator, cast.circle
    call = factories.make_circle("Oude erven", coordinator=tineke, is_public=True)
    told = {"motivation": "KANARIE", "situation": "KANARIE", "first_question": "KANARIE", "responsibility": ""}
    first, second = invite(
        by=tineke, circle=circle, guests=[Guest("roos@voorbeeld.nl", "Roos Mulder"), Guest("b@x.nl")]
    )
    third = invite(by=tineke, circle=call, guests=[Guest("wim@voorbeeld.nl", "Wim")])[0]
    Invitation.objects.update(created_at=timezone.now() - timezone.timedelta(days=2))
    remind(by=tineke, invitation=third)
    roos = factories.make_user("Roos Mulder", email="roos@voorbeeld.nl", language="en")
    accept(by=roos, invitation=first, agreement=circle.agreements.first(), name=roos.name, area="Aaldal")
    decline(by=None, invitation=second)
    depart.leave(by=cast.member.user, membership=cast.member)
    depart.remove(by=tineke, membership=cast.members[3], reason="other")
    applicants = [factories.make_user(name) for name in ("Dirk Jansma", "Bram Arends")]
    asked = [express_interest(by=p, circle=call, name="", area="X", organisation="", **told) for p in applicants]
    turn_down(by=tineke, interest=asked[0])
    agree.renew_agreement(by=tineke, circle=circle, text="Nieuw.")
    handover = hand_over.ask(by=tineke, circle=call, to_email=cast.other_circle.coordinators.get().user.email)
    return {m.kind: m for m in Message.objects.order_by("pk")} | {"handover": handover, "third": third}


MAILS = {
    "circles.reminder",
    "circles.accepted",
    "circles.declined",
    "circles.left",
    "circles.removed",
    "circles.interest",
    "circles.interest_declined",
    "circles.agreement",
    "circles.handover",
    "circles.invitation",
}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_mail_has_subject_text_and_html_and_no_content(everything, language):
    User.objects.update(language=language)
    Message.objects.update(language=language)
    for kind in MAILS:
        mail = letter(Message.objects.get(pk=everything[kind].pk))
        html = mail.alternatives[0][0]
        assert mail.subject.strip()
        assert mail.subject in html
        whole = mail.subject + mail.body + html
        assert "KANARIE" not in whole
        assert "{{" not in whole
        assert "http" in mail.body


def test_the_invitation_carries_the_link_that_works(everything):
    mail = letter(everything["circles.invitation"])
    assert f"/uitnodiging/{token_for(everything['third'])}/" in mail.body


@pytest.mark.django_db
def test_who_asked_for_a_seat_reads_that_there_is_one_and_not_that_somebody_filled_in_an_address():
    call = factories.make_circle("Oude erven", is_public=True)
    told = {"motivation": "KANARIE", "situation": "", "first_question": "", "responsibility": ""}
    dirk = factories.make_user("Dirk Jansma")
    asked = express_interest(by=dirk, circle=call, name="", area="X", organisation="", **told)
    offer_seat(by=call.coordinators.get().user, interest=asked)
    mail = letter(Message.objects.get(kind="circles.invitation"))
    assert mail.subject == "Er is een stoel voor je in Oude erven"
    for body in (mail.body, str(mail.alternatives[0][0])):
        assert "Je vroeg om een stoel in de praktijkkring Oude erven. Er is er een voor je." in body
        assert "omdat je belangstelling had voor Oude erven" in body
        assert "ingevuld" not in body


def test_a_withdrawn_invitation_is_not_mailed_any_more(cast, everything):
    withdraw(by=cast.coordinator, invitation=everything["third"])
    assert letter(everything["circles.invitation"]) is None
    assert letter(everything["circles.reminder"]) is None


def test_who_hands_over_hears_that_it_was_accepted(cast, everything):
    new = cast.other_circle.coordinators.get().user
    hand_over.take_over(by=new, handover=everything["handover"])
    assert new.name in letter(Message.objects.get(kind="circles.handed_over")).body
    assert letter(everything["circles.interest"]) is None  # somebody else coordinates now
    assert letter(everything["circles.handover"]) is None


def test_who_hands_over_hears_that_it_was_refused(cast, everything):
    new = cast.other_circle.coordinators.get().user
    asked = everything["circles.handover"]
    assert (asked.to_user, letter(asked).body.splitlines()[0]) == (new, f"Dag {new.first_name},")
    hand_over.refuse(by=new, handover=everything["handover"])
    told = letter(Message.objects.get(kind="circles.handover_declined"))
    assert told.subject == f"{new.name} neemt {everything['handover'].circle.name} niet over"
    assert "{{" not in told.body + str(told.alternatives[0][0])
    Coordinator.objects.filter(circle=everything["handover"].circle).update(until=timezone.now())
    assert letter(Message.objects.get(kind="circles.handover_declined")) is None


def test_who_signed_meanwhile_is_not_asked_to(everything):
    message = everything["circles.agreement"]
    user = message.to_user
    member = user.memberships.get(left_at__isnull=True)
    with transaction.atomic():
        agree.sign(by=user, membership=member, agreement=member.circle.agreements.first())
    assert letter(message) is None
