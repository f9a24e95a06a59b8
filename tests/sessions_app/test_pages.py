"""The pages: what is asked of whom, bad input kept, and as many queries for three as for one."""

import datetime as dt

import pytest
from django.utils import timezone

from circles.models import Agreement
from sessions_app.models import Meeting, Season
from tests import factories

pytestmark = pytest.mark.django_db


def ahead(days):
    return (timezone.localdate() + dt.timedelta(days=days)).isoformat()


def page(client, user, path, status=200):
    client.force_login(user)
    answer = client.get(path)
    assert answer.status_code == status
    return answer.content.decode()


class TestWhatIsAsked:
    def card(self, client, cast, user, meeting=None):
        return page(client, user, f"/bijeenkomsten/{(meeting or cast.meeting).pk}/")

    def test_a_member_says_whether_they_come(self, client, cast):
        assert "zeg of je komt" in self.card(client, cast, cast.member.user)

    def test_then_a_member_reads_the_question(self, client, cast):
        client.force_login(cast.member.user)
        client.post(f"/bijeenkomsten/{cast.meeting.pk}/antwoord/", {"answer": "yes"})
        assert "lees de vraag van Ellen" in self.card(client, cast, cast.member.user)

    def test_the_case_bringer_prepares(self, client, cast):
        client.force_login(cast.case_bringer.user)
        client.post(f"/bijeenkomsten/{cast.meeting.pk}/antwoord/", {"answer": "yes"})
        assert "Lees je vraag" in self.card(client, cast, cast.case_bringer.user)

    def test_the_coordinator_chooses_and_confirms(self, client, cast):
        second = cast.season.meetings.get(number=2)
        assert "Kies wie inbrengt" in self.card(client, cast, cast.coordinator, second)
        Meeting.objects.filter(pk=cast.meeting.pk).update(state="scheduled")
        assert "Bevestig de bijeenkomst" in self.card(client, cast, cast.coordinator)

    def test_who_did_not_sign_signs_first(self, client, cast):
        Agreement.objects.create(circle=cast.circle, version=2, text="Nieuw.")
        assert "teken eerst" in self.card(client, cast, cast.member.user)

    def test_who_reads_besides_the_members_is_named_and_a_member_is_not(self, client, cast):
        assert "Behalve de deelnemers" not in self.card(client, cast, cast.member.user)
        Meeting.objects.filter(pk=cast.meeting.pk).update(deputy=cast.outsider)
        told = self.card(client, cast, cast.member.user)
        assert "Chris Buiten" in told
        assert "Fenna Postma en" not in told

    @pytest.mark.parametrize(("state", "told"), [("live", "Wie is er"), ("done", "Wie was er")])
    def test_while_it_is_on_people_are_there_and_afterwards_they_were(self, client, cast, state, told):
        Meeting.objects.filter(pk=cast.meeting.pk).update(state=state)
        assert f">{told}</h2>" in self.card(client, cast, cast.member.user)

    def test_the_network_admin_is_asked_nothing(self, client, cast):
        assert "Aan jou:" not in self.card(client, cast, cast.superuser)


class TestPlanning:
    def rows(self, *dates, **more):
        data = {"form-TOTAL_FORMS": str(len(dates)), "form-INITIAL_FORMS": "0"} | more
        for number, date in enumerate(dates):
            data |= {f"form-{number}-date": date, f"form-{number}-starts": "19:30", f"form-{number}-ends": "22:00"}
        return data

    @pytest.fixture
    def address(self, client, cast):
        season = factories.make_season(cast.circle, state=Season.State.PLANNED)
        client.force_login(cast.coordinator)
        return f"/seizoenen/{season.pk}/plannen/"

    def test_a_cadence_becomes_a_plan(self, client, cast):
        client.force_login(cast.coordinator)
        data = {"name": "2027", "date": ahead(10), "weeks": "4", "count": "6", "starts": "20:00", "ends": "22:00"}
        answer = client.post(f"/kringen/{cast.circle.pk}/seizoen/nieuw/", data)
        season = Season.objects.get(name="2027")
        assert (answer.url, season.meetings.count()) == (f"/seizoenen/{season.pk}/plannen/", 6)
        assert {meeting.starts for meeting in season.meetings.all()} == {dt.time(20)}
        assert f'value="{ahead(10)}"' in client.get(answer.url).content.decode()

    def test_one_row_more_keeps_what_was_typed(self, client, address):
        answer = client.post(address, self.rows(ahead(10), "geen datum", add="1"))
        text = answer.content.decode()
        assert (answer.status_code, text.count('<legend class="pk-legend">')) == (200, 3)
        assert 'value="geen datum"' in text

    @pytest.mark.parametrize(
        "dates",
        [("geen datum",), ("0001-01-01",), ("9999-12-31",), (ahead(-1),), (ahead(10), ahead(10)), ("x" * 5000,)],
    )
    def test_bad_dates_are_told_and_kept(self, client, address, dates):
        answer = client.post(address, self.rows(*dates))
        assert answer.status_code == 422
        assert "pk-error" in answer.content.decode()

    def test_a_meeting_of_a_whole_day_and_night_is_a_slip(self, client, address):
        """Who typed 03:00 for 15:00 hears it before anybody gets a mail."""
        answer = client.post(address, self.rows(ahead(10)) | {"form-0-starts": "03:00", "form-0-ends": "23:59"})
        assert answer.status_code == 422
        assert "Kloppen de tijden?" in answer.content.decode()

    def test_a_season_of_a_circle_that_forms_leads_to_its_circle_first(self, client, cast):
        season = factories.make_season(cast.circle, state=Season.State.PLANNED)
        start = f"/seizoenen/{season.pk}/starten/"
        assert start in page(client, cast.coordinator, f"/seizoenen/{season.pk}/")
        type(cast.circle).objects.filter(pk=cast.circle.pk).update(state="forming")
        told = page(client, cast.coordinator, f"/seizoenen/{season.pk}/")
        assert start not in told
        assert "als de kring begonnen is" in told

    def test_nine_rows_are_refused(self, client, address):
        answer = client.post(address, self.rows(*(ahead(10 + n) for n in range(9))))
        assert answer.status_code == 422

    def test_a_row_that_is_ticked_away_is_gone(self, client, address):
        client.post(address, self.rows(ahead(10), ahead(20), **{"form-0-DELETE": "on"}))
        season = Season.objects.get(state="planned")
        assert [str(meeting.date) for meeting in season.meetings.all()] == [ahead(20)]

    @pytest.mark.parametrize("total", ["", "x", "-1", "1000000", "9" * 30])
    def test_a_mangled_form_is_a_clear_answer(self, client, address, total):
        for extra in ({}, {"add": "1"}):
            data = {"form-TOTAL_FORMS": total, "form-INITIAL_FORMS": "0"} | extra
            assert client.post(address, data).status_code in {200, 302, 422}


class TestBadInput:
    BAD = ["", "x" * 6000, "nul\x00byte", "🦆\u202e<b>", "0001-01-01", "99:99"]

    @pytest.mark.parametrize("value", BAD)
    def test_moving(self, client, cast, value):
        client.force_login(cast.coordinator)
        path = f"/bijeenkomsten/{cast.meeting.pk}/verplaatsen/"
        for field in ("date", "starts", "ends", "link"):
            data = {"date": ahead(40), "starts": "19:30", "ends": "22:00", "link": "", "seen": "0"} | {field: value}
            if field == "link" and not value:
                continue
            assert client.post(path, data).status_code == 422

    @pytest.mark.parametrize("seen", ["", "x", "-1", "9" * 40, "\x00"])
    def test_a_mangled_version_is_no_error(self, client, cast, seen):
        client.force_login(cast.coordinator)
        data = {"date": ahead(40), "starts": "19:30", "ends": "22:00", "seen": seen}
        answer = client.post(f"/bijeenkomsten/{cast.meeting.pk}/verplaatsen/", data)
        assert answer.status_code in {302, 422}

    @pytest.mark.parametrize("value", [*BAD, "999999", "-1", "9" * 40])
    def test_choosing_and_leading(self, client, cast, value):
        client.force_login(cast.coordinator)
        second = cast.season.meetings.get(number=2).pk
        for path, data in (
            (f"/bijeenkomsten/{second}/casusinbrenger/", {"member": value, "reserve": value, "seen_bringer": value}),
            (f"/bijeenkomsten/{second}/leiding/", {"facilitator": value, "facilitator_email": value}),
        ):
            assert client.post(path, data).status_code in {200, 302, 422} - ({302} if value else set())

    def test_an_address_without_account_is_told(self, client, cast):
        client.force_login(cast.coordinator)
        data = {"facilitator_email": "onbekend@voorbeeld.nl"}
        answer = client.post(f"/bijeenkomsten/{cast.meeting.pk}/leiding/", data)
        assert (answer.status_code, "onbekend@voorbeeld.nl" in answer.content.decode()) == (422, True)


class TestQueries:
    """The same number for one and for three."""

    @pytest.mark.parametrize(
        ("path", "queries"),
        [("/agenda/", 11), ("/vragen/", 5), ("/kringen/{circle}/vragen/", 4), ("/seizoenen/{season}/", 8)],
    )
    def test_lists(self, client, cast, path, queries, django_assert_num_queries):
        path = path.format(circle=cast.circle.pk, season=cast.season.pk)
        cast.season.meetings.exclude(pk=cast.meeting.pk).delete()
        factories.make_question(cast.member)
        client.force_login(cast.member.user)
        client.get(path)
        with django_assert_num_queries(queries):
            client.get(path)
        for number in (2, 3):
            question = factories.make_question(cast.members[number + 1], f"Hoe {number}?")
            Meeting.objects.create(
                season=cast.season,
                number=number,
                date=ahead(30 * number),
                state="confirmed",
                case_bringer=cast.members[number + 1],
                question=question,
                facilitator=cast.members[number].user,
            )
            factories.make_question(cast.member, f"Hoe dan {number}?")
        with django_assert_num_queries(queries):
            client.get(path)
