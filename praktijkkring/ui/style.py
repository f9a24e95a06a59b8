"""The style page: every component and the whole grammar of the table, for builders. The people on it are invented."""

import datetime

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from .crispy import PkHelper
from .icons import PATHS
from .ring import Stop
from .table import Seat, Table

EIGHT = (
    ("EvR", "Ellen", "Bruinveld", 8),
    ("PS", "Pieter", "Veenbroek", 10),
    ("MH", "Marieke", "Terpland", 3),
    ("JV", "Joost", "Lage Maasdal", 2),
    ("AD", "Anna", "Oldemeer", 5),
    ("HW", "Hans", "Heidermark", 4),
    ("FP", "Fenna", "Zuiderwaard", 1),
    ("KE", "Karim", "Westerkoog", 6),
)
ELLEN, PIETER, MARIEKE, JOOST, ANNA, HANS, FENNA, KARIM = range(8)
QUESTION = "Hoe krijg ik mijn raad mee in wonen op oude erven?"


class Sample(forms.Form):
    """One field of every kind."""

    name = forms.CharField(label="Naam van de kring", help_text="Kort. Zo heet de kring in mails en in de agenda.")
    email = forms.EmailField(label="E-mailadres", required=False)
    question = forms.CharField(
        label="Waar lig jij wakker van?",
        help_text="Eén zin is genoeg. Je kunt later altijd verder schrijven.",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=280,
    )
    date = forms.DateField(label="Datum", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    kind = forms.ChoiceField(
        label="Wie mag de kring zien?",
        choices=[("public", "Iedereen, ook wie geen account heeft"), ("closed", "Alleen wie je uitnodigt")],
        widget=forms.RadioSelect,
    )
    area = forms.ChoiceField(label="Gebied", choices=[("", "Kies een gebied"), ("1", "Bruinveld")], required=False)
    days = forms.MultipleChoiceField(
        label="Welke avonden kun je?",
        choices=[("mon", "Maandag"), ("thu", "Donderdag")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    file = forms.FileField(label="Lijst met mensen", required=False)
    agree = forms.BooleanField(label="Wat hier gezegd wordt, blijft hier.")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = PkHelper(submit="Opslaan", cancel="/stijl/")


def eight(**marks) -> list[Seat]:
    """Eight people; ``marks`` by seat: ``eight(lit=[ELLEN], dots={JOOST: "1"})``."""
    seats = [Seat(ini=ini, name=name, area=area, col=col) for ini, name, area, col in EIGHT]
    for mark, where in marks.items():
        for number in where:
            setattr(seats[number], mark, where[number] if isinstance(where, dict) else True)
    return seats


def home_of_a_circle(variant: str = "page") -> Table:
    dots = {ELLEN: "0", PIETER: "0", MARIEKE: "0", JOOST: "1", ANNA: "1", HANS: "0", FENNA: "1", KARIM: "0"}
    seats = eight(lit=[ELLEN], you=[MARIEKE], lead=[FENNA], dots=dots)
    seats.insert(4, Seat(open=True))
    seats.insert(6, Seat(open=True))
    return Table(seats=seats, variant=variant, middle=("8 van de 10", "stoelen bezet"))


def forming(variant: str = "page", **fields) -> Table:
    seats = [*eight()[:5], Seat(plus=True), *(Seat(extra=True, num=number) for number in range(7, 11))]
    return Table(
        seats=seats, variant=variant, six=True, middle=("5 van 6", "nodig om te beginnen", "plek voor tien"), **fields
    )


def public_call() -> Table:
    seats = [
        *(Seat(nameless=True) for _ in range(5)),
        Seat(plus=True),
        *(Seat(extra=True, num=n) for n in range(7, 11)),
    ]
    return Table(seats=seats, variant="phone", six=True, middle=("5 van 6", "om te beginnen"))


def wall() -> Table:
    everybody = range(len(EIGHT))
    seats = eight(lit=[ELLEN], speak=[KARIM], lead=[FENNA], cup=everybody)
    return Table(seats=seats, variant="wall", question=QUESTION, question_title="De vraag van Ellen")


def back_turned() -> Table:
    others = [seat for seat in range(len(EIGHT)) if seat != ELLEN]
    return Table(seats=eight(turned=[ELLEN], behind=others), variant="back")


def tables() -> list[tuple[str, str, Table]]:
    """Every picture of the table: a key for the screenshots, what it is, the table."""
    return [
        ("circle", "The home of a circle", home_of_a_circle()),
        ("phone", "The same on a phone: initials, names in the list below", home_of_a_circle("phone")),
        ("forming", "Composing a circle: six beads, the seat to fill, extra seats", forming()),
        ("public", "A public page: nobody is named", public_call()),
        ("wall", "The big screen: cups, who speaks, the question in the middle", wall()),
        (
            "small",
            "Small, beside words: five of seven cards closed",
            Table(seats=eight(lit=[ELLEN], you=[MARIEKE]), variant="small", cards=(5, 7)),
        ),
        ("back", "Back turned: the table is behind you", back_turned()),
        (
            "turned",
            "Somebody turned away, somebody absent",
            Table(seats=eight(turned=[ELLEN], lead=[FENNA], away=[HANS]), cards=(3, 7)),
        ),
    ]


def stops() -> list[Stop]:
    """Seven meetings: three done, the fourth in eleven days."""
    today = datetime.date.today()  # noqa: DTZ011 - a picture, not a promise
    return [
        *(Stop(n + 1, "done", today - datetime.timedelta(days=far)) for n, far in enumerate((73, 45, 17))),
        Stop(4, "next", today + datetime.timedelta(days=11)),
        Stop(5, "plan", today + datetime.timedelta(days=46)),
        Stop(6, "off", today + datetime.timedelta(days=81)),
        Stop(7, "poll"),
    ]


@login_not_required
@require_safe
def page(request):
    """Only while building and in the demo."""
    if not (settings.DEBUG or settings.DEMO):
        raise Http404
    context = {
        "tables": tables(),
        "stops": stops(),
        "icons": PATHS,
        "form": Sample(),
        "wrong": Sample({"name": "Ruimte", "question": "x" * 300}, prefix="wrong"),
        "areas": range(1, 11),
        "people": EIGHT,
        "live_states": [("", "6:20", 63), ("s20", "1:58", 20), ("s5", "0:29", 5), ("over", "+0:42", 0)],
        "steps": ["done", "now", "", "", ""],
    }
    return render(request, "ui/style.html", context)
