"""Composing a circle: all of it by the coordinator; who waits looks at their own place by a link."""

import json

from django.core.files.uploadedfile import SimpleUploadedFile

from circles import waiting
from circles.models import ApplicantNote, CircleMove, Interest, PeopleList, WaitingList, WaitingPlace
from tests import factories
from tests.house.matrix import Row, everyone, only
from tests.house.matrix.circles import circle, interest

RUNS = ("coordinator",)


def applicants(w, number):
    """More people who asked to join."""
    told = {"motivation": "Graag", "committed_at": w.interest.committed_at}
    users = [factories.make_user(f"Wil Graag{n}") for n in range(number)]
    return [Interest.objects.create(circle=w.circle, user=user, **told) for user in users]


def two(w):
    return [w.circle.pk, w.interest.pk, applicants(w, 1)[0].pk]


def in_pencil(w):
    w.circle.planned_seats.create(interest=w.interest, seat=9, by=w.coordinator)
    return circle(w)


def place(w):
    WaitingList.objects.create(circle=w.circle, size=9)
    return WaitingPlace.objects.create(circle=w.circle, interest=w.interest, number=1, by=w.coordinator)


def on_list(w):
    return [w.circle.pk, place(w).pk]


def somebody_waits(w):
    place(w)
    return circle(w)


def two_on_list(w):
    first = place(w)
    later = WaitingPlace.objects.create(circle=w.circle, email="bram@x.nl", number=2, by=w.coordinator)
    return [w.circle.pk, later.pk, first.pk]


def link(w):
    return [waiting.token_of(place(w))]


def six_wait(w):
    place(w)
    w.waiting = applicants(w, 5)
    for number, one in enumerate(w.waiting, start=2):
        WaitingPlace.objects.create(circle=w.circle, interest=one, number=number, by=w.coordinator)
    return circle(w)


def move(w):
    """The outsider waits and is asked to move along."""
    told = {"motivation": "Graag", "committed_at": w.interest.committed_at}
    asked = Interest.objects.create(circle=w.circle, user=w.outsider, **told)
    second = factories.make_circle("Ruimte op het erf 2", coordinator=w.coordinator)
    moved = CircleMove.objects.create(interest=asked, user=w.outsider, circle=w.circle, to_circle=second)
    return [moved.pk]


def note(w):
    made = ApplicantNote.objects.create(circle=w.circle, interest=w.interest, author=w.coordinator, text="Bellen")
    return [w.circle.pk, w.interest.pk, made.pk]


PERSON = {"email": "roos@x.nl", "name": "Roos", "area": "", "organisation": "", "responsibility": "", "language": ""}


def people_list(w):
    table = {
        "header": ["Naam", "E-mail"],
        "fields": ["name", "email"],
        "rows": [["Roos", "roos@x.nl"]],
        "people": [PERSON | {"out": False}],
    }
    return [w.circle.pk, PeopleList.objects.create(circle=w.circle, by=w.coordinator, table=json.dumps(table)).pk]


ROWS = [
    Row("circles:pencil_in", args=interest, post=only(302, *RUNS), data=lambda w: {"seat": "10"}),
    Row("circles:rub_out", args=interest, post=only(302, *RUNS)),
    Row(
        "circles:invite_pencilled",
        args=in_pencil,
        post=only(302, *RUNS),
        data=lambda w: {"days": "7", "seen": f"9:{w.interest.pk}"},
    ),
    Row("circles:compare", args=circle, get={}),
    Row("circles:compare_two", args=two, get=only(200, *RUNS)),
    Row(
        "circles:notes",
        args=interest,
        get=only(200, *RUNS),
        post=only(302, *RUNS),
        data=lambda w: {"text": "Bel nog even."},
    ),
    Row("circles:forget_note", args=note, post=only(302, *RUNS)),
    Row(
        "circles:line",
        args=circle,
        get=only(200, *RUNS),
        post=only(302, *RUNS),
        data=lambda w: {"one": w.member.user.pk, "other": w.applicant.pk, "relation": "under"},
    ),
    Row("circles:registers", args=circle, get=only(200, *RUNS), post=only(302, *RUNS)),
    Row("circles:put_on_list", args=interest, post=only(302, *RUNS)),
    Row("circles:take_off_list", args=on_list, post=only(302, *RUNS)),
    Row("circles:move_up", args=two_on_list, post=only(302, *RUNS)),
    Row("circles:offer_next", args=somebody_waits, post=only(302, *RUNS)),
    Row(
        "circles:arrange_waiting",
        args=circle,
        get=only(200, *RUNS),
        post=only(302, *RUNS),
        data=lambda w: {"automatic": "on", "days": "5", "size": "8"},
    ),
    Row(
        "circles:second_circle",
        args=six_wait,
        get=only(200, *RUNS),
        post=only(302, *RUNS),
        data=lambda w: {"who": [str(one.pk) for one in w.waiting]},
    ),
    Row(
        "circles:move",
        args=move,
        get=only(200, "outsider"),
        post=only(302, "outsider"),
        data=lambda w: {"answer": "yes"},
    ),
    Row("circles:waiting_place", args=link, get=everyone(200), public=True),
    Row("circles:give_up_waiting", args=link, post=everyone(200), public=True),
    Row(
        "circles:list_choose",
        args=circle,
        get=only(200, *RUNS),
        post=only(422, *RUNS),
        data=lambda w: {"file": SimpleUploadedFile("leeg.csv", b"")},
    ),
    Row(
        "circles:people_list",
        args=people_list,
        get=only(200, *RUNS),
        post=only(302, *RUNS),
        data=lambda w: {"version": "1", "days": "7"},
    ),
    Row(
        "circles:list_match",
        args=people_list,
        post=only(302, *RUNS),
        data=lambda w: {"version": "1", "column": ["name", "email"]},
    ),
    Row("circles:list_forget", args=people_list, post=only(302, *RUNS)),
    Row("circles:list_out", args=circle, post=only(200, *RUNS), data=lambda w: {"kind": "csv"}),
]
