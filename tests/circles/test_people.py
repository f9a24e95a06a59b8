"""Who somebody is at work: seen at one's own tables and nowhere else; numbers of registers by nobody else."""

import pytest
from django.urls import reverse

from circles import own
from circles.domain.places import named
from circles.domain.profile import keep_profile, registrations_of
from circles.forms.people import OrganisationForm
from circles.models import Membership, Organisation, Profile, Registration
from praktijkkring.accounts.erase import erase
from praktijkkring.models import AuditEntry
from tests import factories

NUMBER = "KANARIE-SKJ-12345"


@pytest.fixture
def kept(cast):
    return keep_profile(
        by=cast.member.user,
        function="wethouder wonen",
        responsibility="Wonen en zorg",
        ask_me="Alles over erven",
        area="Zeist",
        organisation="Gemeente Zeist",
        registrations={"Register A": NUMBER},
    )


def person(circle, member):
    return reverse("circles:person", args=[circle.pk, member.pk])


def test_a_profile_is_kept_and_shown_again(cast, client):
    client.force_login(cast.member.user)
    url = reverse("circles:profile")
    told = {"function": "wethouder", "ask_me": "Krimp", "area": "Zeist", "register_0": "Register A", "number_0": NUMBER}
    assert client.post(url, told).status_code == 302
    page = client.get(url).content.decode()
    assert [word in page for word in ("wethouder", "Krimp", "Zeist", NUMBER)] == [True] * 4
    assert registrations_of(cast.member.user) == [("Register A", NUMBER)]
    assert NUMBER not in str(list(Registration.objects.values()))
    client.post(url, {"function": "raadslid"})
    assert registrations_of(cast.member.user) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"register_0": "Register A"},
        {"number_0": "12"},
        {"function": "x" * 161},
        {"register_0": "A", "number_0": "1" * 41},
    ],
)
def test_a_wrong_profile_keeps_what_was_typed(cast, client, wrong):
    client.force_login(cast.outsider)
    page = client.post(reverse("circles:profile"), {"ask_me": "Krimp"} | wrong)
    assert page.status_code == 422
    assert "Krimp" in page.content.decode()
    assert Profile.objects.count() == 0


def test_people_at_my_table_see_it_and_others_do_not(cast, client, kept):
    other = factories.make_circle("Elders", coordinator=factories.make_user("Willem", is_coordinator=True))
    stranger = factories.make_member(other, 10).user
    admin = factories.make_user("Nettie", is_staff=True, is_superuser=True)
    sees = {cast.member.user: True, cast.coordinator: True, cast.outsider: False, stranger: False, admin: False}
    for user, may in sees.items():
        client.force_login(user)
        page = client.get(person(cast.circle, cast.member))
        assert (page.status_code == 200) == may, user
        assert ("Alles over erven" in page.content.decode()) == may, user
        assert NUMBER not in page.content.decode()


def test_who_left_is_no_longer_shown(cast, client, kept):
    Membership.objects.filter(pk=cast.member.pk).update(left_at=cast.circle.founded_at)
    client.force_login(cast.coordinator)
    assert client.get(person(cast.circle, cast.member)).status_code == 404


def test_the_circles_follow_when_one_says_so(cast, kept):
    cast.member.refresh_from_db()
    assert cast.member.area.name != "Zeist"
    again = {"function": "wethouder wonen", "responsibility": "", "ask_me": ""}
    places = {"area": "Zeist", "organisation": "Gemeente Zeist"}
    keep_profile(by=cast.member.user, also_in_circles=True, **again, **places)
    cast.member.refresh_from_db()
    assert (cast.member.area.name, cast.member.organisation.name) == ("Zeist", "Gemeente Zeist")
    assert cast.member.responsibility == "wethouder wonen"
    assert AuditEntry.objects.filter(action="circles.moved", scope=f"circle:{cast.circle.pk}").count() == 1


def test_what_is_left_empty_stays_in_the_circles_as_it_was(cast):
    before = Membership.objects.get(pk=cast.member.pk)
    keep_profile(by=cast.member.user, also_in_circles=True, function="", organisation="Gemeente Zeist")
    after = Membership.objects.get(pk=cast.member.pk)
    assert (after.area, after.responsibility) == (before.area, before.responsibility)
    assert (before.area is None, after.organisation.name) == (False, "Gemeente Zeist")


def test_the_first_profile_begins_with_what_was_told_at_the_seat(cast, client):
    client.force_login(cast.member.user)
    page = client.get(reverse("circles:profile")).content.decode()
    assert f'value="{cast.member.area}"' in page


def test_a_name_that_looks_known_is_asked_about_once(cast, client):
    named(Organisation, "Gemeente Veenbroek")
    client.force_login(cast.outsider)
    url = reverse("circles:profile")
    page = client.post(url, {"organisation": "Gemeente Venbroek"})
    assert page.status_code == 422
    assert 'value="Gemeente Veenbroek" ' in page.content.decode()
    asked = {"organisation": "Gemeente Venbroek", "asked_organisation": "Gemeente Venbroek"}
    assert client.post(url, asked | {"meant_organisation": "Gemeente Veenbroek"}).status_code == 302
    assert Profile.objects.get().organisation.name == "Gemeente Veenbroek"
    assert client.post(url, asked | {"meant_organisation": "Gemeente Venbroek"}).status_code == 302
    assert Profile.objects.get().organisation.name == "Gemeente Venbroek"


@pytest.mark.parametrize(
    ("field", "typed", "kept"),
    [
        ("kvk", "1234 5678", "12345678"),
        ("kvk", "1234567", None),
        ("oin", "00000001234567890000", "00000001234567890000"),
        ("oin", "0000000123456789000", None),
        ("vat", "nl 1234.56.789.b01", "NL123456789B01"),
        ("vat", "NL12345678B01", None),
        ("vat", "DE123456789", "DE123456789"),
        ("peppol", "0106:12345678", "0106:12345678"),
        ("peppol", "12345678", None),
        ("postal_code", "3701aa", "3701 AA"),
        ("postal_code", "0701 AA", None),
        ("invoice_email", "facturen@zeist.nl", "facturen@zeist.nl"),
        ("invoice_email", "facturen", None),
        ("country", "nl", "NL"),
    ],
)
def test_numbers_of_organisations_have_their_form(db, field, typed, kept):
    form = OrganisationForm({"country": "NL", field: typed}, instance=Organisation(name="X"), cancel="/")
    assert form.is_valid() == (kept is not None)
    if kept:
        assert form.cleaned_data[field] == kept


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_of_organisations_costs_the_same(cast, client, rows, django_assert_num_queries):
    for number in range(rows):
        named(Organisation, f"Organisatie {number}")
    client.force_login(factories.make_user("Nettie", is_staff=True))
    client.get(reverse("circles:organisations"))
    with django_assert_num_queries(2):
        client.get(reverse("circles:organisations"))


def test_suggestions_are_for_who_is_logged_in(cast, client):
    url = reverse("circles:organisation_names") + "?q=gemeente"
    assert client.get(url).status_code == 302
    client.force_login(cast.outsider)
    assert len(client.get(url).json()["names"]) <= 8
    assert client.get(reverse("circles:organisation_names") + "?q=g").json() == {"names": []}


def test_a_profile_is_taken_along_and_forgotten(cast, kept):
    person = cast.member.user
    assert [row.get("number") for row in own.profile(person)] == [None, NUMBER]
    erase(user=person, by=person)
    assert (Profile.objects.count(), Registration.objects.count()) == (0, 0)
