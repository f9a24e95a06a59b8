"""Anybody proposes a theme, others say "me too", a coordinator takes it up; nobody floods the list."""

import re
import threading

import pytest
from django.db import connection, transaction
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from circles import own, proposals
from circles.calls import Asked
from circles.domain import propose as verbs
from circles.models import Circle, Interest, Proposal, Support
from praktijkkring.accounts.erase import erase
from praktijkkring.errors import Refused
from praktijkkring.models import AuditEntry, Message
from tests import factories

THEME = {
    "name": "Rust",
    "theme": "Hoe vinden we rust?",
    "description": "Voor wie haast heeft.",
    "field": "sociaal",
    "region": "",
    "form": "online",
}
CANARY = "KANARIE ik ook"


@pytest.fixture
def proposed(cast):
    return verbs.propose(by=cast.outsider, **THEME)


def propose(by, number):
    return verbs.propose(by=by, **THEME | {"name": f"Rust {number}"})


def test_a_proposal_is_listed_apart_and_belongs_to_nobody(cast, client, proposed):
    assert (proposed.state, proposed.coordinators.count()) == ("proposed", 0)
    page = client.get(reverse("circles:proposals")).content.decode()
    assert "Hoe vinden we rust?" in page
    assert client.get(reverse("circles:theme", args=[proposed.pk, "rust"])).status_code == 404
    one = client.get(reverse("circles:proposal", args=[proposed.pk])).content.decode()
    assert "Chris" not in one
    client.force_login(cast.coordinator)
    assert "Chris Buiten" in client.get(reverse("circles:proposal", args=[proposed.pk])).content.decode()


def test_a_proposed_theme_has_no_page_as_a_circle(cast, client, proposed):
    admin = factories.make_user("Nettie", is_staff=True, is_superuser=True)
    for person in (cast.outsider, cast.coordinator, admin):
        client.force_login(person)
        assert client.get(reverse("circles:circle", args=[proposed.pk])).status_code == 404


def test_at_most_three_open_ones_and_five_a_day(cast):
    circles = [propose(cast.outsider, number) for number in range(3)]
    with pytest.raises(Refused, match=r"three|drie"):
        propose(cast.outsider, 4)
    for number in (5, 6):
        verbs.withdraw_proposal(by=cast.outsider, circle=circles.pop())
        propose(cast.outsider, number)
    verbs.withdraw_proposal(by=cast.outsider, circle=circles.pop())
    with pytest.raises(Refused, match=r"five|vijf"):
        propose(cast.outsider, 7)
    Proposal.objects.update(proposed_at=timezone.now() - verbs.DAY)
    assert propose(cast.outsider, 7).state == "proposed"


def test_words_change_until_somebody_else_counts(cast, client, proposed):
    address = reverse("circles:change_proposal", args=[proposed.pk])
    client.force_login(cast.outsider)
    assert "Hoe vinden we rust?" in client.get(address).content.decode()
    assert client.post(address, THEME | {"theme": "https://x.nl"}).status_code == 422
    assert client.post(address, THEME | {"theme": "Wie geeft ons rust?"}).status_code == 302
    proposed.refresh_from_db()
    assert (proposed.theme, proposed.state) == ("Wie geeft ons rust?", "proposed")
    page = reverse("circles:proposal", args=[proposed.pk])
    assert address in client.get(page).content.decode()
    verbs.support(by=cast.coordinator, circle=proposed)
    assert address not in client.get(page).content.decode()
    assert client.post(address, THEME | {"theme": "Iets heel anders"}).status_code == 422
    proposed.refresh_from_db()
    assert proposed.theme == "Wie geeft ons rust?"
    verbs.adopt(by=cast.coordinator, circle=proposed, agreement_text="Wij zwijgen.")
    assert client.get(address).status_code == 404


def test_me_too_is_said_to_the_words_that_one_read(cast, client, proposed):
    client.force_login(cast.coordinator)
    page = client.get(reverse("circles:proposal", args=[proposed.pk])).content.decode()
    seen = re.search(r'name="seen" value="(\w+)"', page)[1]
    verbs.rewrite(by=cast.outsider, circle=proposed, **THEME | {"theme": "Iets heel anders"})
    said = client.post(reverse("circles:support", args=[proposed.pk]), {"note": "ja", "seen": seen})
    assert (said.status_code, Support.objects.count()) == (422, 0)
    assert "Iets heel anders" in said.content.decode()
    again = re.search(
        r'name="seen" value="(\w+)"', client.get(reverse("circles:proposal", args=[proposed.pk])).content.decode()
    )[1]
    assert client.post(reverse("circles:support", args=[proposed.pk]), {"seen": again}).status_code == 302


def test_nobody_changes_the_words_of_another(cast, proposed):
    for somebody in (cast.coordinator, factories.make_user("Nettie", is_staff=True)):
        with pytest.raises(Http404):
            verbs.rewrite(by=somebody, circle=proposed, **THEME)
    with pytest.raises(TypeError):
        verbs.rewrite(by=cast.outsider, circle=proposed, **THEME, state="forming")


def test_the_same_form_twice_is_one_proposal(cast, proposed):
    assert verbs.propose(by=cast.outsider, **THEME) == proposed
    assert Proposal.objects.count() == 1


@pytest.mark.parametrize(
    "wrong", [{"name": "Kijk op www.x.nl"}, {"theme": "https://x.nl"}, {"name": "x" * 81}, {"description": "x" * 1201}]
)
def test_no_addresses_and_no_novels(cast, client, wrong):
    client.force_login(cast.outsider)
    page = client.post(reverse("circles:propose"), THEME | wrong)
    assert (page.status_code, Proposal.objects.count()) == (422, 0)


def test_me_too_counts_once_and_the_words_are_for_few(cast, client, proposed):
    client.force_login(cast.member.user)
    url = reverse("circles:support", args=[proposed.pk])
    assert client.post(url, {"note": CANARY}).status_code == 302
    assert client.post(url, {"note": CANARY}).status_code == 422
    assert client.post(url, {"note": "x" * 301}).status_code == 422
    assert proposals.open_ones(Asked())[0].support == 1
    assert CANARY not in str(list(Support.objects.values()))
    readers = {
        cast.outsider: True,
        cast.coordinator: True,
        cast.past_bringer.user if hasattr(cast, "past_bringer") else factories.make_user("Iemand"): False,
    }
    for person, reads in readers.items():
        client.force_login(person)
        page = client.get(reverse("circles:proposal", args=[proposed.pk])).content.decode()
        assert (CANARY in page) == reads, person
    client.logout()
    assert CANARY not in client.get(reverse("circles:proposal", args=[proposed.pk])).content.decode()


def test_one_does_not_second_oneself_and_may_change_ones_mind(cast, proposed):
    with pytest.raises(Refused):
        verbs.support(by=cast.outsider, circle=proposed)
    verbs.support(by=cast.member.user, circle=proposed, note="Ja")
    verbs.no_longer_support(by=cast.member.user, circle=proposed)
    assert Support.objects.count() == 0
    with pytest.raises(Http404):
        verbs.no_longer_support(by=cast.member.user, circle=proposed)


def test_who_takes_it_up_coordinates_and_everybody_interested_gets_a_mail(cast, client, proposed, mailoutbox):
    verbs.support(by=cast.member.user, circle=proposed, note=CANARY)
    verbs.support(by=cast.coordinator, circle=proposed)
    client.force_login(cast.coordinator)
    assert client.post(reverse("circles:adopt", args=[proposed.pk]))["Location"] == reverse(
        "circles:edit", args=[proposed.pk]
    )
    circle = Circle.objects.get(pk=proposed.pk)
    assert (circle.state, circle.coordinators.get().user, circle.agreements.count()) == ("forming", cast.coordinator, 1)
    told = set(Message.objects.filter(kind="circles.adopted").values_list("to_user__name", flat=True))
    assert told == {cast.outsider.name, cast.member.user.name}
    assert client.get(reverse("circles:proposal", args=[proposed.pk]))["Location"] == reverse(
        "circles:call", args=[proposed.pk]
    )
    assert client.get(reverse("circles:theme", args=[proposed.pk, "rust"])).status_code == 200
    assert CANARY not in str(list(AuditEntry.objects.values())) + str(list(Message.objects.values()))
    assert Interest.objects.count() == 0


@pytest.mark.parametrize("who", ["outsider", "member", "admin"])
def test_only_who_may_found_circles_takes_up(cast, proposed, who):
    people = {"outsider": cast.outsider, "member": cast.member.user, "admin": factories.make_user("N", is_staff=True)}
    with pytest.raises(Http404):
        verbs.adopt(by=people[who], circle=proposed, agreement_text="Wij zwijgen.")


@pytest.mark.django_db(transaction=True)
def test_two_coordinators_take_up_at_the_same_moment_and_one_does():
    circle = verbs.propose(by=factories.make_user("Chris"), **THEME)
    people = [factories.make_user(f"C {n}", email=f"c{n}@voorbeeld.nl", is_coordinator=True) for n in range(2)]
    barrier, answers = threading.Barrier(2), []

    def take(person):
        barrier.wait()
        try:
            verbs.adopt(by=person, circle=circle, agreement_text="Wij zwijgen.")
            answers.append("mine")
        except Refused:
            answers.append("taken")
        finally:
            connection.close()

    threads = [threading.Thread(target=take, args=[person]) for person in people]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert sorted(answers) == ["mine", "taken"]
    assert Circle.objects.get(pk=circle.pk).coordinators.count() == 1


@pytest.mark.django_db(transaction=True)
def test_words_do_not_change_under_who_takes_it_up():
    chris, coordinator = factories.make_user("Chris"), factories.make_user("Co", is_coordinator=True)
    circle, answers = verbs.propose(by=chris, **THEME), []

    def rewrite():
        try:
            answers.append(verbs.rewrite(by=chris, circle=circle, **THEME | {"theme": "Iets heel anders"}))
        except Refused:
            answers.append("too late")
        finally:
            connection.close()

    late = threading.Thread(target=rewrite)
    with transaction.atomic():
        verbs.adopt(by=coordinator, circle=Circle.objects.get(pk=circle.pk), agreement_text="Wij zwijgen.")
        late.start()
        late.join(timeout=0.7)
        assert late.is_alive(), "waits for who took it up"
    late.join()
    circle.refresh_from_db()
    assert (answers, circle.theme) == (["too late"], THEME["theme"])


def test_the_proposer_or_an_administrator_withdraws(cast, client, proposed):
    with pytest.raises(Http404):
        verbs.withdraw_proposal(by=cast.coordinator, circle=proposed)
    client.force_login(cast.outsider)
    url = reverse("circles:withdraw_proposal", args=[proposed.pk])
    assert client.get(url).status_code == 200
    client.post(url)
    circle = Circle.objects.get(pk=proposed.pk)
    assert (circle.state, circle.is_public) == ("closed", False)
    assert client.get(reverse("circles:proposal", args=[proposed.pk])).status_code == 404
    assert client.get(reverse("circles:my_interests")).status_code == 200
    spam = propose(cast.member.user, 1)
    verbs.withdraw_proposal(by=factories.make_user("N", is_staff=True), circle=spam)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(client, db, rows, django_assert_num_queries):
    for number in range(rows):
        propose(factories.make_user(f"Wie {number}"), number)
    with django_assert_num_queries(1):
        client.get(reverse("circles:proposals"))


def test_what_somebody_proposed_is_taken_along_and_forgotten(cast, proposed):
    verbs.support(by=cast.outsider, circle=propose(cast.member.user, 1), note="Ik herken het")
    assert [row.get("note") for row in own.themes(cast.outsider)] == [None, "Ik herken het"]
    erase(user=cast.outsider, by=cast.outsider)
    assert Circle.objects.get(pk=proposed.pk).state == "closed"
    assert (Support.objects.count(), Proposal.objects.get(circle=proposed).by) == (0, None)
