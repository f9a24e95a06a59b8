"""Between two seasons everybody is asked by mail whether they stay; the answers are for the coordinator, and free no chair."""

import datetime
import threading

import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from praktijkkring.accounts.erase import erase
from praktijkkring.accounts.export import gather
from praktijkkring.errors import Refused
from praktijkkring.outbox.deliver import deliver_due
from praktijkkring.outbox.models import Message
from sessions_app import staying
from sessions_app.domain.stay import ask_who_stays, say
from sessions_app.models import Stay
from sessions_app.next_season import prepared

pytestmark = pytest.mark.django_db


@pytest.fixture
def resting(cast, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    cast.season.meetings.exclude(pk=cast.meeting.pk).update(state="cancelled")
    cast.season.meetings.filter(pk=cast.meeting.pk).update(state="done")
    cast.circle.seasons.update(state="closed", started_at=timezone.now(), closed_at=timezone.now())
    type(cast.circle).objects.filter(pk=cast.circle.pk).update(state="resting")
    cast.circle.refresh_from_db()
    return cast


def ask(cast):
    return ask_who_stays(circle=cast.circle, by=cast.coordinator)


def stay_of(member):
    return Stay.objects.select_related("season__circle", "membership__user").get(membership=member)


def link_to(user):
    deliver_due()
    [message] = [one for one in mail.outbox if user.email in one.to[0]]
    return "/blijven/" + message.body.split("/blijven/")[1].split()[0]


def test_one_press_asks_everybody_and_one_tap_answers_without_logging_in(resting, client):
    client.force_login(resting.coordinator)
    page = reverse("sessions_app:season_next", args=[resting.circle.pk])
    assert "Vraag iedereen per mail" in client.get(page).content.decode()
    assert client.post(reverse("sessions_app:ask_who_stays", args=[resting.circle.pk])).url == page
    client.logout()
    link = link_to(resting.member.user)
    assert client.get(link + "?answer=no").status_code == 200
    assert stay_of(resting.member).answer == ""
    assert client.post(link, {"answer": "no"}).status_code == 200
    assert stay_of(resting.member).answer == "no"
    client.force_login(resting.coordinator)
    shown = client.get(page).content.decode()
    assert "wil stoppen" in shown
    assert "Vraag het 7 mensen nog eens" in shown
    assert {row.member.pk: row.asked.answer for row in prepared(resting.circle).people}[resting.member.pk] == "no"


def test_who_stops_keeps_the_chair_until_it_is_given_up(resting):
    ask(resting)
    say(stay=stay_of(resting.member), value="no", by=resting.member.user)
    resting.member.refresh_from_db()
    assert resting.member.left_at is None


def test_the_circles_page_asks_the_same_and_shows_the_answer_to_who_gave_it_alone(resting, client):
    ask(resting)
    client.force_login(resting.member.user)
    home = reverse("circles:circle", args=[resting.circle.pk])
    assert "Blijf je het volgende seizoen?" in client.get(home).content.decode()
    address = reverse("sessions_app:stay", args=[resting.circle.pk])
    assert client.post(address, {"answer": "yes"}).url == address
    assert 'value="yes" aria-pressed="true"' in client.get(address).content.decode()
    client.force_login(resting.case_bringer.user)
    assert 'value="yes" aria-pressed="false"' in client.get(address).content.decode()
    assert client.get(reverse("sessions_app:season_next", args=[resting.circle.pk])).status_code == 404


@pytest.mark.parametrize("wrong", ["", "perhaps", "\0"])
def test_another_answer_is_none(resting, client, wrong):
    ask(resting)
    client.force_login(resting.member.user)
    assert client.post(reverse("sessions_app:stay", args=[resting.circle.pk]), {"answer": wrong}).status_code == 422
    assert stay_of(resting.member).answer == ""


def test_asking_again_reaches_only_who_did_not_answer_and_once_a_day(resting):
    assert ask(resting) == 8
    with pytest.raises(Refused):
        ask(resting)
    say(stay=stay_of(resting.member), value="yes", by=resting.member.user)
    with time_machine.travel(timezone.now() + datetime.timedelta(days=1)):
        assert ask(resting) == 7
    assert Message.objects.filter(kind="sessions_app.stay", to_user=resting.member.user).count() == 1


def test_who_answered_before_the_mail_went_is_not_asked_by_mail(resting):
    ask(resting)
    say(stay=stay_of(resting.member), value="yes", by=resting.member.user)
    deliver_due()
    assert not [one for one in mail.outbox if resting.member.user.email in one.to[0]]


def test_the_question_ends_with_the_next_season_with_the_seat_and_with_the_circle(resting, client):
    ask(resting)
    link = f"/blijven/{staying.token(stay_of(resting.member))}/"
    for state in ("running", "closed"):
        type(resting.circle).objects.filter(pk=resting.circle.pk).update(state=state)
        assert client.get(link).status_code == 410
        assert client.post(link, {"answer": "no"}).status_code == 410
        with pytest.raises(Refused):
            say(stay=stay_of(resting.member), value="no", by=resting.member.user)
    type(resting.circle).objects.filter(pk=resting.circle.pk).update(state="resting")
    type(resting.member).objects.filter(pk=resting.member.pk).update(left_at=timezone.now())
    assert client.get(link).status_code == 404
    assert client.get("/blijven/1:forged/").status_code == 404
    assert stay_of(resting.member).answer == ""


def test_only_a_coordinator_asks_and_nobody_answers_for_another(resting, cast):
    with pytest.raises(Http404):
        ask_who_stays(circle=resting.circle, by=resting.member.user)
    ask(resting)
    with pytest.raises(Http404):
        say(stay=stay_of(resting.member), value="no", by=resting.coordinator)


def test_a_circle_that_does_not_rest_is_not_asked(cast):
    with pytest.raises(Refused):
        ask(cast)


def test_an_answer_goes_along_and_is_erased_with_the_account(resting):
    ask(resting)
    say(stay=stay_of(resting.member), value="maybe", by=resting.member.user)
    assert [row["said"] for row in gather(resting.member.user)["sessions_app.stays"]] == ["weet het nog niet"]
    erase(user=resting.member.user, by=resting.member.user)
    assert not Stay.objects.filter(membership=resting.member).exists()


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_the_next_season_asks_as_often_for_one_as_for_three(
    resting, client, count, django_assert_num_queries
):
    for member in resting.members[count:]:
        type(member).objects.filter(pk=member.pk).update(left_at=timezone.now())
    ask(resting)
    client.force_login(resting.coordinator)
    address = reverse("sessions_app:season_next", args=[resting.circle.pk])
    client.get(address)
    with django_assert_num_queries(8):
        assert len(client.get(address).context["found"].people) == count


@pytest.mark.django_db(transaction=True)
def test_two_coordinators_who_ask_at_once_send_everybody_one_mail(resting):
    barrier, refused = threading.Barrier(2), []

    def at_once():
        try:
            barrier.wait()
            ask(resting)
        except Refused:
            refused.append(1)
        finally:
            connection.close()

    threads = [threading.Thread(target=at_once) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(refused), Message.objects.filter(kind="sessions_app.stay").count()) == (1, 8)
