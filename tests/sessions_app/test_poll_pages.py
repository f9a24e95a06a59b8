"""The pages of a date poll: what a member presses, what others see, and how the coordinator asks and picks."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from circles.models import Membership
from praktijkkring.outbox.models import Message
from sessions_app import polls
from sessions_app.models import Poll, PollAnswer
from tests import factories
from tests.house.page_forms import forms_on
from tests.sessions_app.polling import ahead, make_poll, say

pytestmark = pytest.mark.django_db


@pytest.fixture
def poll(cast):
    cast.season.meetings.all().delete()
    cast.season.delete()
    return make_poll(cast.circle, cast.coordinator)


def at(name, poll):
    return reverse(f"sessions_app:{name}", args=[poll.season_id])


def first(poll):
    return poll.dates.first().pk


def dates_form(answer):
    """The fields of the form with the dates, nothing left out."""
    [form] = [form for form in forms_on(answer.content.decode()) if "closes_on" in form.values]
    return {name: value for name, value in form.values.items() if not name.endswith("-DELETE")}


def text(answer):
    return " ".join(answer.content.decode().split())


def test_a_member_sees_the_proposals_and_presses_three_answers(poll, cast, client):
    client.force_login(cast.member.user)
    page = text(client.get(at("poll", poll)))
    assert "Zeven voorstellen voor het hele jaar. We kiezen de vijf beste." in page
    assert "van 19.30 tot 22.00 uur." in page
    assert page.count('role="radiogroup"') == 7
    assert page.count("Kun jij?") == 7
    assert "0 van 7 ingevuld" in page


def test_without_a_script_everything_goes_with_one_press_on_done(poll, cast, client):
    client.force_login(cast.member.user)
    dates = list(poll.dates.values_list("pk", flat=True))
    answer = client.post(at("poll", poll), {f"date-{pk}": "yes" for pk in dates[:6]}, follow=True)
    assert "Je antwoorden zijn opgeslagen. 1 datum staat nog open." in text(answer)
    assert PollAnswer.objects.filter(membership=cast.member, answer="yes").count() == 6
    assert "6 van 7 ingevuld" in text(client.get(at("poll", poll)))


def test_each_press_is_stored_and_gives_back_the_count_of_that_day(poll, cast, client):
    say(poll, cast.case_bringer, "yes")
    client.force_login(cast.member.user)
    answer = client.post(at("poll", poll), {f"date-{first(poll)}": "maybe"}, headers={"HX-Request": "true"})
    piece = text(answer)
    assert (answer.status_code, "1 ja, 1 als het moet" in piece, "1 van 7 ingevuld" in piece) == (200, True, True)
    assert f'id="tally-{first(poll)}" hx-swap-oob="true"' in piece
    assert "<html" not in piece


def test_an_answer_to_a_date_that_was_changed_meanwhile_is_refused_and_the_others_stay_pressed(poll, cast, client):
    client.force_login(cast.member.user)
    wrong = {f"date-{first(poll)}": "yes", "date-999999": "yes"}
    answer = client.post(at("poll", poll), wrong)
    assert (answer.status_code, PollAnswer.objects.count()) == (422, 0)
    assert "Een van deze data is net veranderd." in text(answer)
    assert f'name="date-{first(poll)}" value="yes" checked' in text(answer)
    piece = client.post(at("poll", poll), wrong, headers={"HX-Request": "true"})
    assert (piece.status_code, 'id="messages" hx-swap-oob' in text(piece)) == (422, True)


def test_the_link_in_the_mail_needs_no_log_in_and_looking_changes_nothing(poll, cast, client):
    link = reverse("sessions_app:poll_by_link", args=[polls.token(poll, cast.member)])
    for method in (client.get, client.head):
        assert method(link, {f"date-{first(poll)}": "no"}).status_code == 200
    assert PollAnswer.objects.count() == 0
    shown = text(client.post(link, {f"date-{first(poll)}": "no"}))
    assert "6 data staan nog open" in shown
    assert PollAnswer.objects.get().answer == "no"
    assert cast.case_bringer.user.name not in shown


def test_the_link_dies_with_the_seat_the_term_and_the_pick(poll, cast, client):
    token = polls.token(poll, cast.member)
    link = reverse("sessions_app:poll_by_link", args=[token])
    assert client.get(reverse("sessions_app:poll_by_link", args=[token[:-1]])).status_code == 404
    Poll.objects.update(closes_on=ahead(-1))
    assert client.get(link).status_code == 410
    assert client.post(link, {f"date-{first(poll)}": "yes"}).status_code == 410
    Poll.objects.update(closes_on=ahead(5), picked_at=timezone.now())
    assert "zijn gekozen" in text(client.get(link))
    Poll.objects.update(picked_at=None)
    Membership.objects.filter(pk=cast.member.pk).update(left_at=timezone.now())
    assert client.get(link).status_code == 404
    assert PollAnswer.objects.count() == 0


def test_members_see_who_can_when_and_the_network_only_how_many(poll, cast, client):
    say(poll, cast.case_bringer, "no")
    client.force_login(cast.member.user)
    assert "Kan niet: Ellen" in text(client.get(at("poll_overview", poll)))
    admin = factories.make_user("Nettie Beheer", is_staff=True)
    client.force_login(admin)
    assert client.get(at("poll_overview", poll)).status_code == 404
    shown = text(client.get(at("poll", poll)))
    assert ("1 nee" in shown, "Ellen" in shown) == (True, False)


def test_the_coordinator_asks_from_the_plan_with_two_dates_more_than_needed(cast, client):
    season = factories.make_season(cast.circle, state="planned")
    client.force_login(cast.coordinator)
    address = reverse("sessions_app:poll_new", args=[season.pk])
    form = dates_form(client.get(address))
    assert (form["form-TOTAL_FORMS"], form["wanted"]) == (["7"], ["5"])
    form = dates_form(client.post(address, form | {"add": "1"}))
    assert form["form-TOTAL_FORMS"] == ["8"]
    form["form-7-date"] = [ahead(300).isoformat()]
    assert client.post(address, form).url == reverse("sessions_app:poll_overview", args=[season.pk])
    assert Poll.objects.get().dates.count() == 8


def test_too_few_dates_are_refused_on_the_form_that_keeps_what_was_typed(cast, client):
    season = factories.make_season(cast.circle, state="planned")
    client.force_login(cast.coordinator)
    address = reverse("sessions_app:poll_new", args=[season.pk])
    gone = {f"form-{n}-DELETE": "on" for n in range(3)}
    answer = client.post(address, dates_form(client.get(address)) | gone)
    assert (answer.status_code, Poll.objects.count()) == (422, 0)
    assert "Stel minstens 5 data voor" in text(answer)
    assert season.meetings.filter(date=None).count() == 0


def test_another_time_says_how_many_answers_lapsed(poll, cast, client):
    say(poll, cast.member, "yes")
    client.force_login(cast.coordinator)
    form = dates_form(client.get(at("poll_change", poll))) | {"form-0-starts": "20:00"}
    shown = text(client.post(at("poll_change", poll), form, follow=True))
    assert "1 antwoord op een eerdere datum is vervallen." in shown
    again = client.post(at("poll_change", poll), form)
    assert (again.status_code, "Iemand anders veranderde deze data net." in text(again)) == (422, True)


def test_the_best_are_ticked_and_picking_shows_them_as_the_season(poll, cast, client):
    for member in cast.members:
        say(poll, member, "yes", "no", "yes", "yes", "no", "yes", "yes")
    client.force_login(cast.coordinator)
    shown = client.get(at("poll_overview", poll)).content.decode()
    [form] = [form for form in forms_on(shown) if "chosen" in form.values]
    dates = list(poll.dates.all())
    assert form.values["chosen"] == [str(dates[n].pk) for n in (0, 2, 3, 5, 6)]
    answer = client.post(at("poll_pick", poll), form.values, follow=True)
    assert "Als je het seizoen start, krijgt iedereen ze per mail." in text(answer)
    assert list(poll.season.meetings.values_list("date", flat=True)) == [dates[n].date for n in (0, 2, 3, 5, 6)]


@pytest.mark.parametrize("chosen", [[], [0, 1, 2, 3], ["x"], ["9" * 5000], [0, 1, 2, 3, "999999"]])
def test_what_cannot_be_picked_is_said_and_the_ticks_stay(poll, cast, client, chosen):
    dates = list(poll.dates.values_list("pk", flat=True))
    ticks = [dates[n] if isinstance(n, int) else n for n in chosen]
    client.force_login(cast.coordinator)
    answer = client.post(at("poll_pick", poll), {"chosen": ticks, "version": "1"})
    assert (answer.status_code, "pk-note alarm" in answer.content.decode()) == (422, True)
    assert answer.content.decode().count(" checked>") == sum(isinstance(n, int) for n in chosen)
    assert Poll.objects.get().picked_at is None


def test_the_page_of_the_circle_tells_a_member_what_waits_and_the_coordinator_how_far_it_is(poll, cast, client):
    home = reverse("circles:circle", args=[cast.circle.pk])
    client.force_login(cast.member.user)
    assert "7 data wachten op je antwoord" in text(client.get(home))
    say(poll, cast.member, *["yes"] * 7)
    assert "Je vulde alles in." in text(client.get(home))
    client.force_login(cast.coordinator)
    assert "1 van 8 vulde alles in" in text(client.get(home))


def test_the_agenda_tells_who_has_dates_to_answer_and_nobody_else(poll, cast, client):
    address = reverse("sessions_app:agenda")
    say(poll, cast.case_bringer, *["yes"] * 7)
    client.force_login(cast.member.user)
    assert "7 data wachten op je antwoord" in text(client.get(address))
    for person in (cast.case_bringer.user, cast.coordinator, cast.other_member.user):
        client.force_login(person)
        assert "op je antwoord" not in text(client.get(address))


def test_after_the_term_a_member_sees_what_they_said_and_cannot_press(poll, cast, client):
    say(poll, cast.member, "maybe")
    Poll.objects.update(closes_on=timezone.localdate() - dt.timedelta(days=1))
    client.force_login(cast.member.user)
    shown = text(client.get(at("poll", poll)))
    assert ("Je zei: als het moet" in shown, 'role="radiogroup"' in shown) == (True, False)
    assert client.post(at("poll", poll), {f"date-{first(poll)}": "yes"}).status_code == 422
    assert PollAnswer.objects.get().answer == "maybe"


def test_a_season_without_a_poll_has_no_pages_of_one(cast, client):
    client.force_login(cast.coordinator)
    for name in ("poll", "poll_overview", "poll_change"):
        assert client.get(reverse(f"sessions_app:{name}", args=[cast.season.pk])).status_code == 404
    assert client.get(reverse("sessions_app:poll_new", args=[cast.season.pk])).status_code == 302


def test_reminding_from_the_desk_ends_at_the_desk(poll, cast, client):
    Message.objects.all().delete()  # nobody had a mail today
    client.force_login(cast.coordinator)
    forms = [
        form for form in forms_on(client.get(reverse("circles:desk")).text) if form.action == at("poll_remind", poll)
    ]
    assert [client.post(at("poll_remind", poll), form.values).url for form in forms] == [reverse("circles:desk")]
    assert Message.objects.filter(kind="sessions_app.poll_reminder").count() == 8
