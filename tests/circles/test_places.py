"""Municipalities and provinces are a kept list; one organisation has one name, whatever its spelling."""

import datetime
import threading

import pytest
from django.core.management import call_command
from django.db import connection
from django.http import Http404

from circles import areas, places
from circles.domain.places import current, describe, merge, named
from circles.models import Area, Membership, Organisation, Profile
from circles.spelling import close, key_of, key_of_area
from praktijkkring.errors import Refused
from praktijkkring.models import AuditEntry
from tests import factories

PER_PROVINCE = {
    "PV20": 10,
    "PV21": 18,
    "PV22": 12,
    "PV23": 25,
    "PV24": 6,
    "PV25": 51,
    "PV26": 26,
    "PV27": 44,
    "PV28": 50,
    "PV29": 13,
    "PV30": 56,
    "PV31": 31,
}


@pytest.fixture
def listed(db):
    """The list, also after a test that emptied every table."""
    areas.load(Area)


def test_the_list_is_plausible():
    lines = areas.read()
    now = [line for line in lines if not line["valid_until"]]
    towns = [line for line in now if line["kind"] == "municipality"]
    assert len(towns) == 342
    assert {pv: sum(line["province"] == pv for line in towns) for pv in PER_PROVINCE} == PER_PROVINCE
    assert [line["code"] for line in now if line["kind"] == "province"] == list(PER_PROVINCE)
    codes = [line["code"] for line in lines]
    assert len(set(codes)) == len(codes)
    assert len({key_of_area(line["name"]) for line in lines}) == len(lines)
    prefixes = {"municipality": "GM", "province": "PV", "water_board": "WS"}
    assert all(line["code"][:2] == prefixes[line["kind"]] for line in lines)
    assert sum(line["kind"] == "water_board" for line in now) == 21
    assert all(len(line["code"]) == (6 if line["kind"] == "municipality" else 4) for line in lines)
    gone = [line for line in lines if line["valid_until"]]
    assert all(line["successor"] in {*codes, ""} for line in gone)
    assert all(not line["successor"] for line in now)
    assert datetime.date(2026, 1, 1) == areas.STATE_OF


def test_the_list_is_there_and_loading_again_changes_nothing(listed, capsys):
    assert Area.objects.filter(kind="municipality", valid_until__isnull=True).count() == 342
    call_command("areas")
    assert "0 added, 0 changed" in capsys.readouterr().out


def test_what_somebody_named_before_becomes_the_listed_one(db):
    Area.objects.filter(valid_until__isnull=False).delete()
    Area.objects.all().delete()
    typed = Area.objects.create(name="gemeente utrecht")
    areas.load(Area)
    typed.refresh_from_db()
    assert (typed.name, typed.code, Area.objects.filter(key="utrecht").count()) == ("Utrecht", "GM0344", 1)


def test_a_merger_keeps_the_old_name_and_points_on(listed):
    line = dict.fromkeys(("also", "valid_from", "valid_until", "successor"), None)
    new = line | {
        "code": "GM2999",
        "name": "Nieuwstad",
        "kind": "municipality",
        "province": "PV26",
        "also": "",
        "successor": "",
    }
    old = next(line for line in areas.read() if line["name"] == "Bunnik")
    seat = Area.objects.get(code="GM0312")
    areas.load(Area, [new, old | {"valid_until": datetime.date(2026, 6, 30), "successor": "GM2999"}])
    seat.refresh_from_db()
    assert (str(seat), seat.successor.name, current(seat).name) == ("Bunnik", "Nieuwstad", "Nieuwstad")
    assert named(Area, "bunnik").name == "Nieuwstad"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Den Haag", "GM0518"),
        ("wsch rivierenland", "WS09"),
        ("Waterschap Rijnland", "WS13"),
        ("hdsr", "WS14"),
        ("wetterskip fryslan", "WS02"),
        ("den bosch", "GM0796"),
        ("sudwest fryslan", "GM1900"),
        ("Gemeente Súdwest-Fryslân", "GM1900"),
        ("Gem. Zeist", "GM0355"),
        ("  's  gravenhage ", "GM0518"),
        ("Weesp", "GM0363"),
        ("Provincie Utrecht", "PV26"),
        ("Groningen", "GM0014"),
        ("Bergen (L)", "GM0893"),
    ],
)
def test_a_town_is_found_by_what_people_type(listed, typed, found):
    assert named(Area, typed).code == found


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Winterswjk", ["Winterswijk"]),
        ("Winterswijck", ["Winterswijk"]),
        ("Ensgede", ["Enschede"]),
        ("mersfoort", ["Amersfoort"]),
        ("Hof van Twete", ["Hof van Twente"]),
        ("Zwole", ["Zwolle"]),
        ("Bergen", ["Bergen (L.)", "Bergen (NH.)"]),
        ("Oosterveld", []),
        ("Parkhaven", []),
        ("Winterswijk", []),
    ],
)
def test_a_slip_of_the_finger_is_asked_about_and_another_name_is_not(listed, typed, meant):
    assert places.like_area(typed) == meant


@pytest.mark.parametrize(
    ("typed", "known", "asked"),
    [
        ("annaville", "danville", False),
        ("danville", "annaville", False),
        ("gemeente ede", "gemeente epe", False),
        ("wijk 1", "wijk 2", False),
        ("stichting welzijn", "stichting welzijn oost", False),
        ("gemeente venbroek", "gemeente veenbroek", True),
        ("noordholland", "noord holland", True),
        ("provincie geldrelnad", "provincie gelderland", True),
    ],
)
def test_two_names_are_close_by_the_words_that_differ(typed, known, asked):
    assert close(typed, [known]) == [known] * asked


def test_an_own_area_is_welcome(listed):
    assert (named(Area, "Regio Oostrand").kind, named(Area, "")) == ("own", None)
    assert named(Area, "regio  OOSTRAND") == named(Area, "Regio Oostrand")


@pytest.mark.parametrize(
    ("typed", "meant"), [("Groningn", "Groningen"), ("Nieuwegien", "Nieuwegein"), ("Zeist", None), ("Aaldal", None)]
)
def test_a_slip_of_the_pen_is_asked_about(listed, typed, meant):
    assert (places.like_area(typed) or [None])[0] == meant


@pytest.mark.parametrize(
    "other",
    ["gemeente aaldal", "GEM. AALDAL", "Gemeente  Aäldal", "gem Aaldal", "Gemeente Aaldal."],
)
def test_two_spellings_are_one_organisation(db, other):
    assert named(Organisation, "Gemeente Aaldal") == named(Organisation, other)


def test_two_organisations_stay_two(db):
    names = ["Gemeente Aaldal", "Provincie Aaldal", "Aaldal", "Stichting Aaldal", "Aaldal BV"]
    assert len({named(Organisation, name).pk for name in names}) == 5
    assert key_of("Aaldal B.V.") == key_of("aaldal bv")
    assert places.like_organisation("Aaldl") == ["Aaldal"]


def test_who_leaves_out_gemeente_is_asked(db):
    named(Organisation, "Gemeente Veenbroek")
    assert places.like_organisation("Veenbroek") == ["Gemeente Veenbroek"]
    assert places.matching_organisations("veen") == ["Gemeente Veenbroek"]
    assert places.matching_organisations("v") == []


@pytest.mark.django_db(transaction=True)
def test_the_same_organisation_named_at_the_same_moment_is_one():
    barrier, found = threading.Barrier(4), []

    def name(spelling):
        barrier.wait()
        found.append(named(Organisation, spelling).pk)
        connection.close()

    threads = [threading.Thread(target=name, args=[s]) for s in ("Gemeente X", "gem. x", "GEMEENTE X", "Gemeente X.")]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert len(set(found)) == 1


@pytest.fixture
def admin(db):
    return factories.make_user("Nettie Beheer", is_staff=True)


def test_a_merge_takes_everything_along_and_is_written_down(cast, admin):
    old, new = cast.member.organisation, named(Organisation, "Gemeente Bruinveld")
    Profile.objects.create(user=cast.member.user, organisation=old)
    Organisation.objects.filter(pk=old.pk).update(kvk="12345678", place="Oud")
    Organisation.objects.filter(pk=new.pk).update(place="Nieuw")
    merged = merge(by=admin, organisation=old, into=new)
    assert (merged.kvk, merged.place) == ("12345678", "Nieuw")
    assert Membership.objects.get(pk=cast.member.pk).organisation == new
    assert Profile.objects.get().organisation == new
    assert named(Organisation, old.name) == new
    entry = AuditEntry.objects.get(action="circles.organisations_merged")
    assert (entry.by, entry.scope) == (admin, f"organisation:{new.pk}")
    with pytest.raises(Refused):
        merge(by=admin, organisation=new, into=new)


def test_only_an_administrator_merges_and_only_who_may_describes(cast, admin):
    ours, other = cast.member.organisation, named(Organisation, "Elders")
    with pytest.raises(Http404):
        merge(by=cast.coordinator, organisation=ours, into=other)
    assert describe(by=cast.coordinator, organisation=ours, kvk="12345678").kvk == "12345678"
    assert describe(by=admin, organisation=other, kvk="12345678").kvk == "12345678"
    for person, organisation in ((cast.coordinator, other), (cast.member.user, ours), (cast.outsider, ours)):
        with pytest.raises(Http404):
            describe(by=person, organisation=organisation, kvk="87654321")
