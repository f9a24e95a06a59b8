"""The pages of circles, through the browser's door."""

import datetime
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from circles.domain.agree import renew_agreement
from circles.domain.interest import express_interest
from circles.domain.invite import Guest, invite
from circles.models import Circle, Handover, Invitation
from circles.tokens import token_for
from praktijkkring.models import User
from praktijkkring.outbox.models import Message
from tests import factories

NASTY = {
    "html": "<script>alert(1)</script>",
    "emoji": "🐑 erf",
    "rtl": "\u202eפרה\u202c",
    "quotes": "'\"`{{ 4321*4321 }}{% now %}",
}


@pytest.fixture
def go(client):
    """``go(person, "circles:circle", 1)`` gets a page; with ``data`` it posts."""

    def go(person, name, *args, data=None):
        client.logout()
        if person:
            client.force_login(person)
        url = reverse(name, args=args)
        return client.get(url) if data is None else client.post(url, data)

    return go


def text(response):
    return response.content.decode()


@pytest.fixture
def call(cast):
    circle = factories.make_circle("Oude erven", coordinator=cast.coordinator, is_public=True)
    factories.make_members(circle, 5)
    return circle


def invited(cast, email="roos@voorbeeld.nl", name="Roos Mulder"):
    return invite(by=cast.coordinator, circle=cast.circle, guests=[Guest(email, name)])[0]


FOUND = {"name": "Erven", "theme": "Wat kan hier?", "agreement_text": "Wij zwijgen."}


def test_a_coordinator_founds_a_circle_and_goes_on_to_invite(cast, go):
    response = go(cast.coordinator, "circles:found", data=FOUND | {"is_public": "on", "cost": "Rond € 2.000"})
    circle = Circle.objects.get(name="Erven")
    assert response.url == reverse("circles:invitations", args=[circle.pk])
    assert (circle.is_public, circle.cost) == (True, "Rond € 2.000")


def test_a_theme_over_two_lines_becomes_one_line_and_the_next_step_is_to_invite(cast, go):
    go(cast.coordinator, "circles:found", data=FOUND | {"theme": "Wat kan\r\n hier?"})
    circle = Circle.objects.get(name="Erven")
    assert circle.theme == "Wat kan hier?"
    page = text(go(cast.coordinator, "circles:circle", circle.pk))
    assert re.findall(r'class="btn btn-primary" href="([^"]*)"', page) == [
        reverse("circles:invitations", args=[circle.pk])
    ]


def test_the_title_says_that_something_is_wrong(cast, go):
    assert "<title>Fout: " in text(go(cast.coordinator, "circles:found", data=FOUND | {"name": ""}))
    assert "Fout" not in text(go(cast.coordinator, "circles:found"))


def test_the_standard_agreement_is_there_in_the_language_of_the_reader(cast, go):
    assert "Wat je hier hoort, blijft hier" in text(go(cast.coordinator, "circles:found"))
    User.objects.filter(pk=cast.coordinator.pk).update(language="en")
    assert "What you hear here stays here" in text(go(User.objects.get(pk=cast.coordinator.pk), "circles:found"))


@pytest.mark.parametrize(
    "bad", [{"name": ""}, {"name": "x" * 81}, {"theme": "a\x00b"}, {"agreement_text": "x" * 10_001}]
)
def test_a_wrong_description_keeps_what_was_typed(cast, go, bad):
    response = go(cast.coordinator, "circles:found", data=FOUND | {"ambition": "Iets moois"} | bad)
    assert response.status_code == 422
    assert "Iets moois" in text(response)
    assert not Circle.objects.filter(theme="Wat kan hier?").exists()


@pytest.mark.parametrize("kind", NASTY)
def test_any_text_is_shown_as_text(cast, go, kind):
    words = NASTY[kind]
    data = {"name": words, "theme": words, "description": words, "ambition": words}
    assert go(cast.coordinator, "circles:edit", cast.circle.pk, data=data).status_code == 302
    page = text(go(cast.member.user, "circles:circle", cast.circle.pk))
    assert "<script>alert" not in page
    assert str(4321 * 4321) not in page


def test_the_home_of_a_circle_shows_everybody_with_area_and_role(cast, go):
    page = text(go(cast.member.user, "circles:circle", cast.circle.pk))
    for member in cast.members:
        assert str(member.user) in page
        assert member.area.name in page


def test_the_home_of_a_circle_costs_the_same_with_three_and_with_eight_members(
    cast, client, django_assert_max_num_queries
):
    client.force_login(cast.member.user)
    client.get(reverse("circles:circle", args=[cast.circle.pk]))
    with django_assert_max_num_queries(40) as eight:
        client.get(reverse("circles:circle", args=[cast.circle.pk]))
    cast.circle.memberships.filter(seat__in=[3, 4, 5, 6, 8]).update(left_at=timezone.now())
    with django_assert_max_num_queries(40) as three:
        client.get(reverse("circles:circle", args=[cast.circle.pk]))
    assert len(eight) == len(three)


def test_my_circles_cost_the_same_for_one_and_for_three(cast, client, django_assert_num_queries):
    client.force_login(cast.member.user)
    client.get(reverse("circles:mine"))
    for _more in range(2):
        with django_assert_num_queries(9):  # 1 for who asks, 1 for what they lead, 7 of this page
            client.get(reverse("circles:mine"))
        factories.make_member(factories.make_circle(coordinator=cast.coordinator), 2, user=cast.member.user)
        factories.make_member(factories.make_circle(coordinator=cast.coordinator), 3, user=cast.member.user)


def test_a_circle_below_six_says_so_and_goes_on(cast, go):
    cast.circle.memberships.filter(seat__gt=5).update(left_at=timezone.now())
    assert "pk-note alarm" in text(go(cast.member.user, "circles:circle", cast.circle.pk))


def test_an_unsigned_member_is_asked_to_sign_and_signs(cast, go):
    agreement = renew_agreement(by=cast.coordinator, circle=cast.circle, text="Nieuw.")
    sign = reverse("circles:sign", args=[cast.circle.pk])
    assert sign in text(go(cast.member.user, "circles:circle", cast.circle.pk))
    assert go(cast.member.user, "circles:sign", cast.circle.pk, data={"agreement": agreement.pk}).status_code == 422
    data = {"agreement": agreement.pk, "promise": "on", "name": cast.member.user.name}
    assert go(cast.member.user, "circles:sign", cast.circle.pk, data=data).status_code == 302
    assert sign not in text(go(cast.member.user, "circles:circle", cast.circle.pk))


def test_several_people_are_invited_at_once(cast, go):
    data = {"guests": "Roos Mulder <roos@voorbeeld.nl>; dirk@voorbeeld.nl", "days": 7}
    response = go(cast.coordinator, "circles:invitations", cast.circle.pk, data=data)
    assert response.status_code == 302
    assert sorted(Invitation.objects.values_list("email", "name")) == [
        ("dirk@voorbeeld.nl", ""),
        ("roos@voorbeeld.nl", "Roos Mulder"),
    ]


@pytest.mark.parametrize(
    "data",
    [
        {"guests": "", "days": 14},
        {"guests": "geen adres", "days": 14},
        {"guests": "a@x.nl, b@x.nl, c@x.nl", "days": 14},
        {"guests": "a@x.nl a@x.nl", "days": 14},
        {"guests": "a@x.nl", "days": 0},
        {"guests": "a@x.nl", "days": "9" * 400},
        {"guests": "a@x.nl\x00", "days": 14},
        {"guests": "x" * 6000, "days": 14},
        {"guests": "<b>@x.nl", "days": 14},
    ],
)
def test_a_wrong_list_invites_nobody_and_keeps_what_was_typed(cast, go, data):
    response = go(cast.coordinator, "circles:invitations", cast.circle.pk, data=data)
    assert response.status_code == 422
    assert Invitation.objects.count() == 0


def test_opening_the_link_changes_nothing_and_names_nobody_of_the_circle(cast, go):
    invitation = invited(cast)
    before = list(Invitation.objects.values())
    page = text(go(None, "circles:invitation", token_for(invitation)))
    assert list(Invitation.objects.values()) == before
    assert User.objects.filter(email="roos@voorbeeld.nl").count() == 0
    assert cast.circle.theme in page
    assert not [m for m in cast.members if str(m.user) in page]


def test_a_newcomer_comes_from_link_to_seat(cast, client):
    invitation = invited(cast)
    response = client.post(reverse("circles:go_on", args=[token_for(invitation)]))
    seat = reverse("circles:take_seat", args=[cast.circle.pk])
    assert response.url == seat
    page = text(client.get(seat))
    assert "Wat hier gezegd wordt, blijft hier." in page
    assert 'value="Roos Mulder"' in page
    assert reverse("circles:decline", args=[token_for(invitation)]) in page
    data = {"name": "Roos Mulder", "area": "Westerkoog", "agreement": cast.circle.agreements.first().pk}
    assert client.post(seat, data).status_code == 422
    assert client.post(seat, data | {"promise": "on"}).url == reverse("circles:circle", args=[cast.circle.pk])
    roos = User.objects.get(email="roos@voorbeeld.nl")
    assert cast.circle.memberships.get(user=roos).seat == 9
    assert roos.emailaddress_set.get().verified


def test_who_has_an_account_proves_it_by_a_code(cast, client):
    factories.make_user("Roos Mulder", email="roos@voorbeeld.nl")
    response = client.post(reverse("circles:go_on", args=[token_for(invited(cast))]))
    assert response.status_code == 302
    assert response.url.startswith(reverse("account_confirm_login_code"))
    assert reverse("circles:take_seat", args=[cast.circle.pk]) in response.url.replace("%2F", "/")
    assert "_auth_user_id" not in client.session


def test_the_link_is_no_use_to_somebody_else_who_is_logged_in(cast, go):
    invitation = invited(cast)
    assert "roos@voorbeeld.nl" in text(go(cast.outsider, "circles:invitation", token_for(invitation)))
    go(cast.outsider, "circles:go_on", token_for(invitation), data={})
    assert not User.objects.filter(email="roos@voorbeeld.nl").exists()
    assert go(cast.outsider, "circles:take_seat", cast.circle.pk).status_code == 404


@pytest.mark.parametrize("token", ["x", "A" * 43, "%00", "é", "A" * 3000])
def test_a_link_that_never_was_is_told_in_words(cast, go, token):
    response = go(None, "circles:invitation", token)
    assert response.status_code == 404
    assert "<h1>" in text(response)


@pytest.mark.parametrize("state", ["accepted", "declined", "withdrawn", "expired", "open"])
def test_a_link_that_was_used_up_is_told_in_words(cast, go, state):
    invitation = invited(cast)
    Invitation.objects.update(state=state, expires_at=timezone.now() - datetime.timedelta(minutes=1))
    for name, data in (("invitation", None), ("go_on", {}), ("decline", None), ("decline", {})):
        response = go(None, f"circles:{name}", token_for(invitation), data=data)
        assert response.status_code == 410
        assert "<h1>" in text(response)


def test_declining_asks_first_and_then_does_it(cast, go):
    token = token_for(invited(cast))
    assert go(None, "circles:decline", token).status_code == 200
    assert Invitation.objects.get().state == "open"
    assert go(None, "circles:decline", token, data={}).status_code == 200
    assert Invitation.objects.get().state == "declined"


def test_the_eleventh_gets_a_kind_page_and_keeps_the_invitation(cast, go):
    invitation = invited(cast)
    roos = factories.make_user("Roos Mulder", email="roos@voorbeeld.nl")
    factories.make_member(cast.circle, 9)
    factories.make_member(cast.circle, 10)
    data = {"name": "Roos", "area": "X", "agreement": cast.circle.agreements.first().pk, "promise": "on"}
    response = go(roos, "circles:take_seat", cast.circle.pk, data=data)
    assert response.status_code == 409
    assert cast.circle.name in text(response)
    invitation.refresh_from_db()
    assert invitation.state == "open"


def test_who_is_invited_sees_names_and_areas_and_nothing_more(cast, go):
    invited(cast)
    roos = factories.make_user("Roos Mulder", email="roos@voorbeeld.nl")
    page = text(go(roos, "circles:circle", cast.circle.pk))
    assert str(cast.member.user) in page
    assert cast.question.text not in page
    assert go(roos, "circles:trail", cast.circle.pk).status_code == 404


def test_reminding_and_withdrawing_are_one_click(cast, go):
    invitation = invited(cast)
    assert go(cast.coordinator, "circles:remind", cast.circle.pk, invitation.pk, data={}).status_code == 409
    Invitation.objects.update(created_at=timezone.now() - datetime.timedelta(days=2))
    assert go(cast.coordinator, "circles:remind", cast.circle.pk, invitation.pk, data={}).status_code == 302
    assert go(cast.coordinator, "circles:withdraw", cast.circle.pk, invitation.pk, data={}).status_code == 302
    assert Invitation.objects.get().state == "withdrawn"


def test_an_invitation_of_another_circle_is_not_found(cast, go):
    invitation = invited(cast)
    stranger = cast.other_circle.coordinators.get().user
    for name in ("remind", "withdraw", "invite_again"):
        assert go(stranger, f"circles:{name}", cast.other_circle.pk, invitation.pk, data={}).status_code == 404


ASKING = {
    "responsibility": "wethouder",
    "motivation": "KANARIE motivatie",
    "situation": "KANARIE situatie",
    "first_question": "KANARIE vraag?",
}


def test_saying_no_asks_first(cast, call, go):
    told = {key: ASKING[key] for key in ("motivation", "situation", "first_question", "responsibility")}
    interest = express_interest(by=cast.outsider, circle=call, name="Chris", area="Aaldal", organisation="", **told)
    assert go(cast.coordinator, "circles:turn_down", call.pk, interest.pk).status_code == 200
    assert go(cast.coordinator, "circles:turn_down", call.pk, interest.pk, data={}).status_code == 302
    assert Message.objects.filter(kind="circles.interest_declined").count() == 1


def test_the_forming_page_warns_for_colleagues(cast, call, go):
    ours = call.memberships.first()
    told = {key: ASKING[key] for key in ("motivation", "situation", "first_question", "responsibility")}
    express_interest(
        by=cast.outsider, circle=call, name="Chris", area="Aaldal", organisation=ours.organisation.name, **told
    )
    assert "ci-flag" in text(go(cast.coordinator, "circles:forming", call.pk))


def test_five_cannot_start_and_six_can(cast, call, go):
    assert go(cast.coordinator, "circles:start", call.pk, data={}).status_code == 409
    factories.make_member(call, 6)
    assert go(cast.coordinator, "circles:start", call.pk, data={}).status_code == 302
    assert Circle.objects.get(pk=call.pk).state == "running"


def test_leaving_asks_first(cast, go):
    assert go(cast.member.user, "circles:leave", cast.circle.pk).status_code == 200
    assert go(cast.member.user, "circles:leave", cast.circle.pk, data={}).url == reverse("circles:mine")
    assert go(cast.member.user, "circles:circle", cast.circle.pk).status_code == 404


def test_taking_somebody_out_needs_a_reason(cast, go):
    for data, status in (({}, 422), ({"reason": "zomaar"}, 422), ({"reason": "absent"}, 302)):
        response = go(cast.coordinator, "circles:remove", cast.circle.pk, cast.member.pk, data=data)
        assert response.status_code == status
    assert go(cast.coordinator, "circles:remove", cast.circle.pk, cast.member.pk).status_code == 404


def test_the_coordination_is_handed_over_by_asking(cast, go):
    assert go(cast.coordinator, "circles:hand_over", cast.circle.pk, data={}).status_code == 422
    data = {"member": cast.member.pk}
    assert go(cast.coordinator, "circles:hand_over", cast.circle.pk, data=data).status_code == 302
    handover = Handover.objects.get()
    assert go(cast.outsider, "circles:handover", handover.pk).status_code == 404
    assert reverse("circles:handover", args=[handover.pk]) in text(go(cast.member.user, "circles:mine"))
    assert go(cast.member.user, "circles:take_over", handover.pk, data={}).status_code == 302
    assert go(cast.coordinator, "circles:edit", cast.circle.pk).status_code == 404
    assert go(cast.member.user, "circles:edit", cast.circle.pk).status_code == 200


def test_the_trail_reads_as_sentences(cast, go):
    invited(cast)
    page = text(go(cast.member.user, "circles:trail", cast.circle.pk))
    assert "Tineke Bos" in page
    assert "ro…@voorbeeld.nl" in page


def test_the_address_of_a_button_opened_as_a_page_says_so(cast, client):
    client.force_login(cast.coordinator)
    answer = client.get(reverse("circles:start", args=[cast.circle.pk]))
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "Dit is geen pagina op zichzelf" in answer.content.decode()
