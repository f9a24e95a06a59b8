"""One dull function per thing that a test needs. Names tell who somebody is; nothing is random."""

import datetime

from allauth.account.models import EmailAddress
from django.utils import timezone

from circles.models import SEATS_TO_START, Agreement, Area, Circle, Coordinator, Membership, Organisation, Signature
from praktijkkring.models import User
from sessions_app.models import Meeting, Question, Season

NAMES = [
    "Ellen van Rijn",
    "Pieter Smit",
    "Marieke Hoekstra",
    "Joost Vermeer",
    "Anna Dijkstra",
    "Hans de Wit",
    "Fenna Postma",
    "Karim Elazzouzi",
    "Lotte Brands",
    "Omar Said",
]
AREAS = [
    "Bruinveld",
    "Veenbroek",
    "Terpland",
    "Lage Maasdal",
    "Oldemeer",
    "Heidermark",
    "Zuiderwaard",
    "Westerkoog",
    "Noorderlo",
    "Kempendal",
]


def make_user(name="Chris Buiten", email=None, **fields):
    email = email or name.lower().replace(" ", ".") + "@voorbeeld.nl"
    return User.objects.create_user(email, name=name, **fields)


def make_circle(name="Ruimte op het erf", coordinator=None, **fields):
    """A circle with its coordinator and first agreement, without members."""
    fields.setdefault("theme", "Hoe geven we nieuw leven aan ons buitengebied?")
    circle = Circle.objects.create(name=name, **fields)
    coordinator = coordinator or make_user("Tineke Bos", is_coordinator=True)
    Coordinator.objects.create(circle=circle, user=coordinator)
    Agreement.objects.create(circle=circle, version=1, text="Wat hier gezegd wordt, blijft hier.")
    return circle


def make_member(circle, seat, user=None, signed=True, **fields):
    """Somebody on a seat, who signed the current agreement unless ``signed`` is False."""
    user = user or make_user(NAMES[seat - 1], email=_address(circle, seat))
    (area,) = _listed(Area, [AREAS[seat - 1]])
    (organisation,) = _listed(Organisation, [f"Gemeente {AREAS[seat - 1]}"])
    member = Membership.objects.create(
        circle=circle, user=user, seat=seat, area=area, organisation=organisation, **fields
    )
    if signed:
        Signature.objects.create(agreement=circle.agreements.first(), membership=member)
    return member


def make_members(circle, count=SEATS_TO_START):
    """As many times ``make_member``, in a tenth of the questions: a thousand tests begin with this."""
    seats = range(1, count + 1)
    areas = _listed(Area, AREAS[:count])
    organisations = _listed(Organisation, [f"Gemeente {name}" for name in AREAS[:count]])
    people = [User(email=_address(circle, seat), name=NAMES[seat - 1]) for seat in seats]
    for one in people:
        one.set_unusable_password()
    people = User.objects.bulk_create(people)
    EmailAddress.objects.bulk_create(EmailAddress(user=one, email=one.email, primary=True) for one in people)
    members = Membership.objects.bulk_create(
        Membership(circle=circle, user=user, seat=seat, area=area, organisation=organisation)
        for seat, user, area, organisation in zip(seats, people, areas, organisations, strict=True)
    )
    agreement = circle.agreements.first()
    Signature.objects.bulk_create(Signature(agreement=agreement, membership=member) for member in members)
    return members


def _address(circle, seat):
    return f"{NAMES[seat - 1].split()[0].lower()}.{circle.pk}@voorbeeld.nl"


def _listed(places, names):
    """The areas or organisations of these names, made where they are missing."""
    there = {place.name: place for place in places.objects.filter(name__in=names)}
    missing = [places(name=name, key=places.spelled(name)) for name in names if name not in there]
    there |= {place.name: place for place in places.objects.bulk_create(missing)}
    return [there[name] for name in names]


def make_season(circle, meetings=5, state=Season.State.RUNNING, first=None):
    """A season with dates a month apart, the first one a week from now unless ``first`` is given."""
    season = Season.objects.create(circle=circle, name="2026–2027", state=state)
    first = first or timezone.localdate() + datetime.timedelta(days=7)
    Meeting.objects.bulk_create(
        Meeting(
            season=season,
            number=number,
            date=first + datetime.timedelta(days=28 * (number - 1)),
            state=Meeting.State.SCHEDULED,
            place="Dorpshuis De Schakel",
        )
        for number in range(1, meetings + 1)
    )
    return season


def make_question(author, text="Hoe krijg ik mijn raad mee in wonen op oude erven?", shared=True, **fields):
    return Question.objects.create(
        circle=author.circle,
        author=author,
        text=text,
        shared_at=timezone.now() if shared else None,
        **fields,
    )
