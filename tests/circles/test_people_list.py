"""A list of people is looked at, mended, and read in whole or not at all."""

import datetime
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from circles.domain.invite import Guest, invite
from circles.domain.people_list import correct, forget_old, known_in, match_columns, people_of, read_in, take_in
from circles.domain.wait import put_on_list
from circles.models import Area, Interest, Invitation, PeopleList, WaitingPlace
from circles.people_lists.read import read
from praktijkkring.audit.queries import trail
from praktijkkring.errors import Refused
from praktijkkring.outbox.models import Message
from tests import factories
from tests.circles.test_people_list_read import workbook, written

HEADER = ["Naam", "E-mailadres", "Gemeente", "Organisatie", "Functie", "Taal"]


def row(number, **other):
    told = {"name": f"Gast {number}", "email": f"gast{number}@x.nl", "area": "Terpland"} | other
    return [told["name"], told["email"], told["area"], "Gemeente Terpland", "wethouder", "nl"]


@pytest.fixture
def circle(db):
    made = factories.make_circle(state="forming", is_public=True)
    factories.make_members(made, 7)
    made.tineke = made.coordinators.get().user
    return made


def taken(circle, *rows):
    return take_in(by=circle.tineke, circle=circle, data=written([HEADER, *rows]))


def go_on(circle, people_list, rest_waits=False):
    return read_in(by=circle.tineke, people_list=people_list, version=people_list.version, rest_waits=rest_waits)


def nothing_happened():
    return (
        Invitation.objects.count(),
        WaitingPlace.objects.count(),
        Message.objects.count(),
        Area.objects.filter(name="Terpland").count(),
    )


def test_everybody_who_fits_is_invited_with_what_the_list_told(circle):
    done = go_on(circle, taken(circle, row(1), row(2), row(3)))
    assert (done.invited, done.waiting) == (3, 0)
    one = Invitation.objects.get(email="gast1@x.nl")
    assert (one.name, one.area.name, one.organisation.name, one.responsibility) == (
        "Gast 1",
        "Terpland",
        "Gemeente Terpland",
        "wethouder",
    )
    assert PeopleList.objects.count() == 0
    assert trail(f"circle:{circle.pk}")[0].action == "circles.list_read_in"


def test_more_people_than_seats_is_refused_for_all_or_the_rest_waits(circle):
    people_list = taken(circle, *(row(n) for n in range(5)))
    before = nothing_happened()
    with pytest.raises(Refused, match="5"):
        go_on(circle, people_list)
    assert nothing_happened() == before
    done = go_on(circle, people_list, rest_waits=True)
    assert (done.invited, done.waiting) == (3, 2)
    assert list(circle.waiting_places.values_list("email", flat=True)) == ["gast3@x.nl", "gast4@x.nl"]
    assert Message.objects.filter(kind="circles.waiting").count() == 2


def test_one_wrong_row_holds_up_all(circle):
    people_list = taken(circle, row(1), row(2, email="geen adres"))
    before = nothing_happened()
    with pytest.raises(Refused):
        go_on(circle, people_list)
    assert nothing_happened() == before


def test_who_is_in_the_circle_in_some_way_is_recognised_whatever_the_capitals(circle):
    [member, *_] = circle.memberships.all()
    invite(by=circle.tineke, circle=circle, guests=[Guest("uit@x.nl")])
    told = {"motivation": "Graag", "committed_at": timezone.now()}
    asked = Interest.objects.create(circle=circle, user=factories.make_user("Wil Graag", email="wil@x.nl"), **told)
    waits = Interest.objects.create(circle=circle, user=factories.make_user("Wacht", email="wacht@x.nl"), **told)
    put_on_list(by=circle.tineke, interest=waits)
    addresses = [member.user.email.upper(), "UIT@x.nl", asked.user.email.upper(), "Wacht@X.nl", "nieuw@x.nl"]
    people_list = taken(circle, *(row(n, email=email) for n, email in enumerate(addresses)))
    problems = [len(person.problems) for person in people_of(people_list, known_in(circle))]
    assert problems == [1, 1, 1, 1, 0]


def test_what_the_page_showed_is_what_is_read_in(circle):
    people_list = taken(circle, row(1))
    old = people_list.version
    people = people_list.content["people"]
    assert not correct(by=circle.tineke, people_list=people_list, version=old, people=people)
    assert correct(by=circle.tineke, people_list=people_list, version=old, people=[people[0] | {"email": "ander@x.nl"}])
    with pytest.raises(Refused):
        read_in(by=circle.tineke, people_list=people_list, version=old, rest_waits=False)
    go_on(circle, people_list)
    assert Invitation.objects.get().email == "ander@x.nl"


def test_columns_are_matched_by_hand(circle):
    people_list = take_in(
        by=circle.tineke, circle=circle, data=written([["Wie", "Waar", "Adres"], ["Roos", "Terpland", "r@x.nl"]])
    )
    match_columns(by=circle.tineke, people_list=people_list, version=1, fields=["name", "area", "email"])
    [person] = people_of(people_list, known_in(circle))
    assert (person.name, person.area, person.email) == ("Roos", "Terpland", "r@x.nl")
    with pytest.raises(Refused):
        match_columns(by=circle.tineke, people_list=people_list, version=2, fields=["name", "name", "email"])


def test_a_list_is_kept_four_hours_and_only_for_who_chose_it(circle):
    people_list = taken(circle, row(1))
    with pytest.raises(Http404):
        read_in(by=circle.memberships.first().user, people_list=people_list, version=1, rest_waits=False)
    PeopleList.objects.update(expires_at=timezone.now() - datetime.timedelta(seconds=1))
    with pytest.raises(Http404):
        go_on(circle, people_list)
    assert (forget_old(), forget_old()) == (1, 0)


def test_what_is_in_the_file_is_not_readable_in_the_database(circle):
    from django.db import connection  # noqa: PLC0415

    taken(circle, row(1, name="KANARIE Naam"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT t::text FROM circles_peoplelist t")
        [[stored]] = cursor.fetchall()
    assert b"KANARIE".hex() not in stored
    assert "KANARIE" not in stored


class TestOnThePages:
    @pytest.fixture
    def go(self, circle, client):
        client.force_login(circle.tineke)

        def go(name, *args, **data):
            url = reverse(f"circles:{name}", args=[circle.pk, *args])
            return client.post(url, data) if data else client.get(url)

        return go

    def upload(self, go, data, name="lijst.csv"):
        return go("list_choose", file=SimpleUploadedFile(name, data))

    def test_from_file_to_invitations(self, circle, go):
        answer = self.upload(go, written([HEADER, row(1), row(2, email="kapot")]))
        people_list = PeopleList.objects.get()
        assert answer.headers["Location"] == reverse("circles:people_list", args=[circle.pk, people_list.pk])
        page = go("people_list", people_list.pk).content.decode()
        assert ["Dit is geen mailadres." in page, "kapot" in page, 'name="invite"' in page] == [True, True, False]
        answer = go("people_list", people_list.pk, **{"version": 1, "days": 14, "email-2": "heel@x.nl"})
        assert answer.status_code == 302
        assert 'name="invite"' in go("people_list", people_list.pk).content.decode()
        answer = go("people_list", people_list.pk, version=2, days=10, invite="1")
        assert (answer.status_code, Invitation.objects.count()) == (302, 2)

    def test_what_is_changed_while_inviting_is_shown_first(self, circle, go):
        self.upload(go, written([HEADER, row(1)]))
        people_list = PeopleList.objects.get()
        sent = {"version": 1, "days": 14, "email-1": "nieuw@x.nl", "invite": "1"}
        answer = go("people_list", people_list.pk, **sent)
        assert (answer.status_code, Invitation.objects.count()) == (422, 0)
        assert "nieuw@x.nl" in answer.content.decode()

    def test_leaving_a_row_out(self, circle, go):
        self.upload(go, written([HEADER, row(1), row(2, email="kapot")]))
        people_list = PeopleList.objects.get()
        go(
            "people_list",
            people_list.pk,
            **{"version": 1, "days": 14, "email-1": "gast1@x.nl", "email-2": "kapot", "out-2": "on"},
        )
        answer = go("people_list", people_list.pk, version=2, days=14, invite="1")
        assert (answer.status_code, [one.email for one in Invitation.objects.all()]) == (302, ["gast1@x.nl"])

    @pytest.mark.parametrize("data", [b"", b"\x00" * 50, b"PK\x03\x04 kapot", workbook([[None]])])
    def test_a_file_that_cannot_be_read_is_said_in_words(self, circle, go, data):
        answer = self.upload(go, data, "lijst.xlsx")
        assert (answer.status_code, PeopleList.objects.count()) == (422, 0)
        assert re.search("kunnen we niet lezen|Er staat niets|leeg", answer.content.decode())

    def test_no_file(self, circle, go):
        assert go("list_choose", x="1").status_code == 422

    def test_a_full_list_stays_below_the_limit_of_fields(self, circle, go, settings):
        self.upload(go, written([HEADER, *(row(n) for n in range(60))]))
        people_list = PeopleList.objects.get()
        sent = {"version": 1, "days": 14}
        for n in range(1, 61):
            names = ("email", "name", "area", "organisation", "responsibility", "language")
            sent |= {f"{name}-{n}": "x" for name in names} | {f"out-{n}": "on"}
        assert len(sent) < settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
        assert go("people_list", people_list.pk, **sent).status_code == 302

    @pytest.mark.parametrize("kind", ["csv", "xlsx"])
    def test_the_people_go_out_as_a_file_without_anything_they_wrote(self, circle, go, kind):
        user = factories.make_user("=CMD Graag", email="wil@x.nl")
        Interest.objects.create(circle=circle, user=user, motivation="KANARIE", committed_at=timezone.now())
        WaitingPlace.objects.create(circle=circle, number=1, email="wim@x.nl", by=circle.tineke)
        invite(by=circle.tineke, circle=circle, guests=[Guest("uit@x.nl", "Uit Genodigd")])
        answer = go("list_out", kind=kind)
        rows = read(answer.content)
        assert len(rows) == 1 + 7 + 3
        assert [line[0] for line in rows if line[1] == "wil@x.nl"] == ["'=CMD Graag"]
        assert "KANARIE" not in str(rows)
        assert "attachment" in answer.headers["Content-Disposition"]
        assert trail(f"circle:{circle.pk}")[0].action == "circles.list_taken_out"

    def test_another_kind_of_file_is_not_there(self, circle, go):
        assert go("list_out", kind="exe").status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_looking_at_a_list_costs_the_same_for_one_and_for_three(circle, client, django_assert_num_queries, rows):
    people_list = taken(circle, *(row(n) for n in range(rows)))
    client.force_login(circle.tineke)
    url = reverse("circles:people_list", args=[circle.pk, people_list.pk])
    client.get(url)
    with django_assert_num_queries(9):
        client.get(url)
