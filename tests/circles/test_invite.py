"""An invitation is personal, expires, and keeps a seat until it is answered."""

import datetime

import pytest
from django.http import Http404
from django.utils import timezone

from circles.domain.answer import accept, decline
from circles.domain.invite import Guest, invite, invite_again, seats_to_offer
from circles.domain.pursue import expire_all, remind, withdraw
from circles.models import Invitation
from circles.tasks import expire_invitations
from circles.tokens import hash_of, token_for
from praktijkkring.audit.queries import trail
from praktijkkring.errors import Refused
from praktijkkring.outbox.models import Message
from tests import factories


def invited(cast, email="roos@voorbeeld.nl", **more):
    return invite(by=cast.coordinator, circle=cast.circle, guests=[Guest(email)], **more)[0]


def yesterday(invitation, **fields):
    long_ago = timezone.now() - datetime.timedelta(days=1, minutes=1)
    Invitation.objects.filter(pk=invitation.pk).update(**dict.fromkeys(fields or ["created_at"], long_ago))
    invitation.refresh_from_db()


def test_everybody_gets_an_invitation_with_a_mail_of_their_own(cast):
    guests = [Guest("Roos@Voorbeeld.nl", "Roos Mulder"), Guest("dirk@voorbeeld.nl")]
    made = invite(by=cast.coordinator, circle=cast.circle, guests=guests)
    assert [(i.email, i.name, i.state) for i in made] == [
        ("roos@voorbeeld.nl", "Roos Mulder", "open"),
        ("dirk@voorbeeld.nl", "", "open"),
    ]
    assert sorted(Message.objects.values_list("to_email", flat=True)) == ["dirk@voorbeeld.nl", "roos@voorbeeld.nl"]


def test_only_the_hash_of_the_link_is_stored_and_the_link_can_be_made_again(cast):
    invitation = invited(cast)
    token = token_for(invitation)
    stored = Invitation.objects.get(pk=invitation.pk)
    assert bytes(stored.token_hash) == hash_of(token)
    assert token_for(stored) == token
    assert token not in str(list(Invitation.objects.values())) + str(list(Message.objects.values()))


def test_more_guests_than_free_seats_is_refused_for_all(cast):
    guests = [Guest(f"gast{n}@voorbeeld.nl") for n in range(3)]
    with pytest.raises(Refused, match="2"):
        invite(by=cast.coordinator, circle=cast.circle, guests=guests)
    assert Invitation.objects.count() == 0
    assert Message.objects.count() == 0


def test_an_open_invitation_keeps_a_seat_until_it_is_answered(cast):
    first = invited(cast)
    invited(cast, "dirk@voorbeeld.nl")
    assert seats_to_offer(cast.circle) == 0
    with pytest.raises(Refused):
        invited(cast, "bram@voorbeeld.nl")
    decline(by=None, invitation=first)
    invited(cast, "bram@voorbeeld.nl")


def test_each_reason_names_the_address_it_is_about(cast):
    invited(cast)
    guests = [Guest(cast.member.user.email), Guest("ROOS@voorbeeld.nl"), Guest("bram@x.nl"), Guest("bram@x.nl")]
    with pytest.raises(Refused) as refused:
        invite(by=cast.coordinator, circle=cast.circle, guests=guests)
    reason = str(refused.value)
    assert [email in reason for email in (cast.member.user.email, "roos@voorbeeld.nl", "bram@x.nl")] == [True] * 3


def test_only_the_coordinator_invites_reminds_and_withdraws(cast):
    invitation = invited(cast)
    for act in (
        lambda by: invite(by=by, circle=cast.circle, guests=[Guest("dirk@voorbeeld.nl")]),
        lambda by: remind(by=by, invitation=invitation),
        lambda by: withdraw(by=by, invitation=invitation),
        lambda by: invite_again(by=by, invitation=invitation),
    ):
        for stranger in (cast.member.user, cast.superuser, cast.other_circle.coordinators.get().user):
            with pytest.raises(Http404):
                act(stranger)


def test_a_reminder_goes_once_a_day_and_not_on_the_first_day(cast):
    invitation = invited(cast)
    with pytest.raises(Refused):
        remind(by=cast.coordinator, invitation=invitation)
    yesterday(invitation)
    remind(by=cast.coordinator, invitation=invitation)
    with pytest.raises(Refused):
        remind(by=cast.coordinator, invitation=invitation)
    assert Message.objects.filter(kind="circles.reminder").count() == 1


def test_what_was_answered_cannot_be_withdrawn_or_reminded(cast):
    invitation = invited(cast)
    yesterday(invitation)
    decline(by=None, invitation=invitation)
    for act in (remind, withdraw):
        with pytest.raises(Refused):
            act(by=cast.coordinator, invitation=invitation)


def test_an_expired_invitation_frees_the_seat_and_says_so(cast):
    invitation = invited(cast)
    yesterday(invitation, expires_at=1)
    expire_invitations()
    invitation.refresh_from_db()
    assert invitation.state == "expired"
    assert "roos" not in str(trail(f"circle:{cast.circle.pk}")[0].sentence)
    assert trail(f"circle:{cast.circle.pk}")[0].action == "circles.expired"
    assert expire_all() == 0


def test_an_expired_invitation_is_sent_again_with_another_link(cast):
    invitation = invited(cast)
    before = token_for(invitation)
    with pytest.raises(Refused):
        invite_again(by=cast.coordinator, invitation=invitation)
    yesterday(invitation, expires_at=1)
    invite_again(by=cast.coordinator, invitation=invitation)
    assert (invitation.state, invitation.issue) == ("open", 2)
    assert token_for(invitation) != before
    assert not Invitation.objects.filter(token_hash=hash_of(before)).exists()


def test_accepting_signs_and_takes_the_lowest_free_seat(cast):
    cast.members[2].left_at = timezone.now()
    cast.members[2].save(update_fields=["left_at"])
    invitation = invited(cast)
    roos = factories.make_user("", email="roos@voorbeeld.nl")
    member = accept(
        by=roos,
        invitation=invitation,
        agreement=cast.circle.agreements.first(),
        name="Roos Mulder",
        area=" terpland ",
        organisation="Gemeente Nieuw",
        responsibility="wethouder",
    )
    assert (member.seat, member.area.name, member.organisation.name) == (3, "Terpland", "Gemeente Nieuw")
    assert member.signatures.get().agreement.version == 1
    roos.refresh_from_db()
    assert roos.name == "Roos Mulder"
    told = Message.objects.get(kind="circles.accepted")
    assert told.to_user == cast.coordinator


def test_an_invitation_can_be_answered_until_the_end_of_its_last_day(cast):
    last = timezone.localtime(invited(cast, days=7).expires_at)
    assert last.date() == timezone.localdate() + datetime.timedelta(days=7)
    assert (last.hour, last.minute) == (23, 59)


def test_an_invitation_belongs_to_its_address(cast):
    invitation = invited(cast)
    with pytest.raises(Http404):
        accept(by=cast.outsider, invitation=invitation, agreement=cast.circle.agreements.first(), name="Chris")
    assert Invitation.objects.get().state == "open"


def test_an_invitation_is_used_once(cast):
    invitation = invited(cast)
    roos = factories.make_user("Roos Mulder", email="roos@voorbeeld.nl")
    agreement = cast.circle.agreements.first()
    accept(by=roos, invitation=invitation, agreement=agreement, name=roos.name)
    for again in (
        lambda: accept(by=roos, invitation=invitation, agreement=agreement, name=roos.name),
        lambda: decline(by=roos, invitation=invitation),
    ):
        with pytest.raises(Refused):
            again()


def test_an_agreement_that_changed_while_reading_is_read_again(cast):
    invitation = invited(cast)
    old = cast.circle.agreements.first()
    cast.circle.agreements.create(version=2, text="Nieuw.")
    roos = factories.make_user("Roos Mulder", email="roos@voorbeeld.nl")
    with pytest.raises(Refused):
        accept(by=roos, invitation=invitation, agreement=old, name=roos.name)
    assert not cast.circle.memberships.filter(user=roos).exists()
