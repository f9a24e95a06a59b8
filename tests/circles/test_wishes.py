"""A wish to join: kept while one types, read by nobody else, sent in one go, changed until there is an answer."""

import json

import pytest
from django.http import Http404
from django.urls import reverse

from circles import own
from circles.domain import draft as verbs
from circles.domain.interest import offer_seat, turn_down
from circles.forms.interest import ORDER, told
from circles.models import Interest, InterestDraft
from praktijkkring.accounts.erase import erase
from praktijkkring.errors import Refused
from praktijkkring.models import AuditEntry, Message
from tests import factories

STEPS = {
    "situatie": {"name": "Chris Buiten", "responsibility": "wethouder", "situation": "KANARIE situatie"},
    "plek": {"area": "Den Haag", "organisation": "Gem. Aaldal"},
    "motivatie": {"motivation": "KANARIE motivatie"},
    "vraag": {"first_question": "KANARIE vraag?"},
    "wanneer": {"availability": ["ma-a", "do-o"]},
    "toezegging": {"attend": "on", "bring": "on", "silent": "on", "pay": "on"},
}


@pytest.fixture
def call(cast):
    circle = factories.make_circle(
        "Oude erven", coordinator=cast.coordinator, is_public=True, cost="€ 1.850 per gebied"
    )
    factories.make_members(circle, 2)
    return circle


@pytest.fixture
def chris(cast, client):
    client.force_login(cast.outsider)
    return cast.outsider


def version(user):
    return InterestDraft.objects.filter(user=user).values_list("version", flat=True).first() or 0


def walk(client, call, user, steps=ORDER):
    for step in steps:
        url = reverse("circles:interest_step", args=[call.pk, step])
        response = client.post(url, STEPS[step] | {"version": version(user)})
        assert response.status_code == 302, (step, response.content.decode()[-3000:])
    return response


def sent(client, call, user):
    walk(client, call, user)
    assert client.post(reverse("circles:interest_review", args=[call.pk])).status_code == 302
    return Interest.objects.get(user=user)


def test_six_small_steps_and_a_last_look_without_scripts(client, call, chris):
    first = client.get(reverse("circles:interest", args=[call.pk]))
    assert first["Location"] == reverse("circles:interest_step", args=[call.pk, "situatie"])
    last = walk(client, call, chris)
    assert last["Location"] == reverse("circles:interest_review", args=[call.pk])
    assert Interest.objects.count() == 0
    client.post(last["Location"])
    interest = Interest.objects.get()
    assert (interest.motivation, interest.area.name, interest.area.code) == (
        "KANARIE motivatie",
        "'s-Gravenhage",
        "GM0518",
    )
    assert (interest.organisation.name, interest.availability) == ("Gem. Aaldal", ["ma-a", "do-o"])
    assert InterestDraft.objects.count() == 0
    kinds = set(Message.objects.values_list("kind", flat=True))
    assert kinds == {"circles.interest", "circles.interest_received"}


def test_opening_changes_nothing(client, call, chris):
    for name, more in (("interest", []), ("interest_step", ["vraag"]), ("interest_review", [])):
        client.get(reverse(f"circles:{name}", args=[call.pk, *more]))
    assert InterestDraft.objects.count() == 0


def test_every_letter_is_kept(client, call, chris):
    url = reverse("circles:interest_save", args=[call.pk, "motivatie"])
    first = client.post(url, {"motivation": "Omd", "version": "0"}).json()
    second = client.post(url, {"motivation": "Omdat", "version": first["version"]}).json()
    stale = client.post(url, {"motivation": "Anders", "version": first["version"]})
    assert (stale.status_code, second["version"]) == (409, first["version"] + 1)
    assert InterestDraft.objects.get().answers == {"motivation": "Omdat"}
    assert "Omdat" in client.get(reverse("circles:interest_step", args=[call.pk, "motivatie"])).content.decode()
    assert client.post(url, {"motivation": "x" * 3001, "version": second["version"]}).status_code == 422


def test_another_tab_overwrites_nothing_unseen(client, call, chris):
    walk(client, call, chris, ["motivatie"])
    url = reverse("circles:interest_step", args=[call.pk, "motivatie"])
    page = client.post(url, {"motivation": "Anders", "version": "1"})
    assert page.status_code == 422
    assert "Anders" in page.content.decode()
    assert InterestDraft.objects.get().answers["motivation"] == "KANARIE motivatie"
    assert client.post(url, {"motivation": "Anders", "version": version(chris)}).status_code == 302


def test_what_is_not_sent_is_read_by_its_author_alone(cast, client, call, chris):
    walk(client, call, chris)
    mine = client.get(reverse("circles:interest_review", args=[call.pk])).content.decode()
    assert mine.count("KANARIE") == 3
    people = [cast.coordinator, cast.member.user, factories.make_user("Nettie", is_staff=True, is_superuser=True)]
    for person in people:
        client.force_login(person)
        for name in ("forming", "circle", "trail", "interest", "interest_review"):
            page = client.get(reverse(f"circles:{name}", args=[call.pk]), follow=True)
            assert "KANARIE" not in page.content.decode(), (person, name)
    with_all = str(list(AuditEntry.objects.values())) + str(list(InterestDraft.objects.values()))
    assert "KANARIE" not in with_all


def test_the_coordinator_reads_what_was_sent_and_the_members_do_not(cast, client, call, chris):
    sent(client, call, chris)
    client.force_login(cast.coordinator)
    assert "KANARIE motivatie" in client.get(reverse("circles:forming", args=[call.pk])).content.decode()
    member = call.memberships.first().user
    client.force_login(member)
    page = client.get(reverse("circles:circle", args=[call.pk])).content.decode()
    assert "KANARIE" not in page
    assert client.get(reverse("circles:forming", args=[call.pk])).status_code == 404


def test_what_is_missing_is_said_and_nothing_is_sent(client, call, chris):
    walk(client, call, chris, ["situatie", "motivatie"])
    page = client.post(reverse("circles:interest_review", args=[call.pk]))
    assert page.status_code == 422
    assert [name for name, _title in page.context["missing"]] == ["plek", "vraag", "wanneer", "toezegging"]
    again = client.get(reverse("circles:interest", args=[call.pk]))
    assert again["Location"] == reverse("circles:interest_step", args=[call.pk, "plek"])
    assert Interest.objects.count() == 0


@pytest.mark.parametrize("promise", ["attend", "bring", "silent", "pay"])
def test_all_four_promises_are_asked(client, call, chris, promise):
    walk(client, call, chris)
    url = reverse("circles:interest_step", args=[call.pk, "toezegging"])
    kept = {key: value for key, value in STEPS["toezegging"].items() if key != promise}
    page = client.post(url, kept | {"version": version(chris)})
    assert page.status_code == 422
    clean = told(InterestDraft.objects.get().answers)[0] | {promise: False}
    with pytest.raises(Refused):
        verbs.send(by=chris, circle=call, **clean)


def test_the_amount_stands_beside_the_promise(client, call, chris):
    page = client.get(reverse("circles:interest_step", args=[call.pk, "toezegging"])).content.decode()
    assert "€\xa01.850 per gebied" in page
    type(call).objects.filter(pk=call.pk).update(cost="")
    assert "€ 2.000" in client.get(reverse("circles:interest_step", args=[call.pk, "toezegging"])).content.decode()


def test_each_step_says_who_reads_it(client, call, chris):
    for step in ORDER:
        page = client.get(reverse("circles:interest_step", args=[call.pk, step])).content.decode()
        assert "Tineke" in page, step


def test_a_sent_wish_is_changed_and_the_coordinator_keeps_the_old_one_until_then(client, call, chris):
    interest = sent(client, call, chris)
    client.post(reverse("circles:interest_change", args=[call.pk]))
    url = reverse("circles:interest_step", args=[call.pk, "motivatie"])
    answer = client.post(url, {"motivation": "Beter", "version": version(chris)})
    assert answer["Location"] == reverse("circles:interest_review", args=[call.pk])
    assert Interest.objects.get().motivation == "KANARIE motivatie"
    client.post(reverse("circles:interest_review", args=[call.pk]))
    changed = Interest.objects.get()
    assert (changed.pk, changed.motivation, changed.created_at) == (interest.pk, "Beter", interest.created_at)
    assert changed.changed_at is not None


def test_after_an_invitation_nothing_can_be_changed_and_it_says_why(cast, client, call, chris):
    offer_seat(by=cast.coordinator, interest=sent(client, call, chris))
    page = client.get(reverse("circles:interest", args=[call.pk])).content.decode()
    assert reverse("circles:take_seat", args=[call.pk]) in page
    assert reverse("circles:interest_change", args=[call.pk]) not in page
    assert client.post(reverse("circles:interest_change", args=[call.pk])).status_code == 404
    assert client.get(reverse("circles:interest_step", args=[call.pk, "vraag"])).status_code == 409
    assert client.post(reverse("circles:withdraw_interest", args=[call.pk])).status_code == 404


def test_who_waits_knows_where_they_stand(cast, client, call, chris):
    interest = sent(client, call, chris)
    page = reverse("circles:interest", args=[call.pk])
    assert "KANARIE motivatie" in client.get(page).content.decode()
    type(call).objects.filter(pk=call.pk).update(decides_on="2027-01-31", is_public=False)
    assert "31 januari 2027" in client.get(page).content.decode()
    turn_down(by=cast.coordinator, interest=interest)
    assert client.get(page).status_code == 200
    assert client.get(reverse("circles:my_interests")).status_code == 200


def test_withdrawing_asks_first_and_one_may_ask_again(client, call, chris):
    sent(client, call, chris)
    url = reverse("circles:withdraw_interest", args=[call.pk])
    assert client.get(url).status_code == 200
    assert Interest.objects.get().state == "waiting"
    client.post(url)
    assert Interest.objects.get().state == "withdrawn"
    walk(client, call, chris)
    client.post(reverse("circles:interest_review", args=[call.pk]))
    assert sorted(Interest.objects.values_list("state", flat=True)) == ["waiting", "withdrawn"]


def test_who_sits_or_coordinates_there_does_not_ask(cast, client, call):
    for person in (cast.coordinator, call.memberships.first().user):
        client.force_login(person)
        assert client.get(reverse("circles:interest_step", args=[call.pk, "vraag"])).status_code == 409
        with pytest.raises(Refused):
            verbs.keep(by=person, circle=call, answers={"motivation": "x"}, seen=0)


def test_a_circle_that_stops_asking_takes_no_more_and_the_draft_stays(client, call, chris):
    walk(client, call, chris)
    type(call).objects.filter(pk=call.pk).update(state="running")
    assert client.post(reverse("circles:interest_review", args=[call.pk])).status_code == 409
    assert client.get(reverse("circles:interest_discard", args=[call.pk])).status_code == 200
    client.post(reverse("circles:interest_discard", args=[call.pk]))
    assert InterestDraft.objects.count() == 0


def test_a_wish_of_somebody_else_cannot_be_taken_in_hand(cast, client, call, chris):
    interest = sent(client, call, chris)
    with pytest.raises(Http404):
        verbs.reopen(by=cast.member.user, interest=interest)


@pytest.mark.parametrize("rows", [1, 3])
def test_my_interest_costs_the_same_for_one_and_for_three(cast, client, chris, rows, django_assert_num_queries):
    for number in range(rows):
        circle = factories.make_circle(f"Kring {number}", coordinator=cast.coordinator, is_public=True)
        InterestDraft.objects.create(circle=circle, user=chris, written=json.dumps({"motivation": "Ja"}))
    client.get(reverse("circles:my_interests"))
    with django_assert_num_queries(5):
        client.get(reverse("circles:my_interests"))


def test_a_draft_is_taken_along_and_forgotten(client, call, chris):
    walk(client, call, chris)
    assert own.drafts(chris)[0]["motivation"] == "KANARIE motivatie"
    erase(user=chris, by=chris)
    assert InterestDraft.objects.count() == 0
