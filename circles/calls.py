"""The public calls: which there are, filtered, and how many each choice would show."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from .callings import Field, Form, Region
from .models import Circle, Coordinator

PER_PAGE = 24
COUNTRY = "land"


@dataclass(frozen=True)
class Choice:
    """One option of a filter: its value in the address, its words, and how many calls it would show."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class Filter:
    """One of the three questions of the page; ``name`` stands in the address."""

    name: str
    label: str
    choices: list[Choice]
    total: int


@dataclass(frozen=True)
class Asked:
    """What the address asks for; nonsense counts as nothing asked."""

    veld: str = ""
    gebied: str = ""
    vorm: str = ""
    blad: int = 1

    @classmethod
    def of(cls, query) -> "Asked":
        page = query.get("blad", "")
        return cls(
            veld=query.get("veld", "") if query.get("veld") in Field.values else "",
            gebied=query.get("gebied", "") if query.get("gebied") in {COUNTRY, *filter(None, Region.values)} else "",
            vorm=query.get("vorm", "") if query.get("vorm") in Form.values else "",
            blad=max(1, int(page)) if page.isdecimal() and len(page) < 5 else 1,  # noqa: PLR2004 - no such page
        )

    @property
    def anything(self) -> bool:
        return bool(self.veld or self.gebied or self.vorm)

    def fits(self, call: tuple[str, str, str], without: str = "") -> bool:
        """Whether ``(field, region, form)`` is what is asked; ``without`` leaves one of the three questions out."""
        field, region, form = call
        return (
            (without == "veld" or self.veld in {"", field})
            and (without == "vorm" or self.vorm in {"", form})
            and (without == "gebied" or in_region(region, self.gebied))
        )


def in_region(region: str, asked: str) -> bool:
    """A circle for the whole country is also one for every province."""
    return not asked or region == (Region.COUNTRY if asked == COUNTRY else asked) or (asked != COUNTRY and not region)


def open_calls() -> QuerySet[Circle]:
    """Circles that form and that anybody may ask to join, newest first, with ``taken`` seats and who coordinates."""
    now = Coordinator.objects.filter(circle=OuterRef("pk"), until__isnull=True).order_by("since", "pk")
    return (
        Circle.objects.filter(is_public=True, state=Circle.State.FORMING)
        .annotate(
            taken=Count("memberships", filter=Q(memberships__left_at__isnull=True)),
            coordinator_name=Subquery(now.values("user__name")[:1]),
        )
        .order_by("-founded_at", "-pk")
    )


def found(asked: Asked) -> tuple[list[Circle], list[Filter], int]:
    """The calls of this page, the three filters with counts, and how many calls fit in all. Two queries."""
    facts = list(open_calls().order_by().values_list("field", "region", "form"))
    total = sum(asked.fits(call) for call in facts)
    calls = open_calls()
    if asked.veld:
        calls = calls.filter(field=asked.veld)
    if asked.vorm:
        calls = calls.filter(form=asked.vorm)
    if asked.gebied == COUNTRY:
        calls = calls.filter(region=Region.COUNTRY)
    elif asked.gebied:  # those for this very province before those for everybody
        calls = calls.filter(region__in=[asked.gebied, Region.COUNTRY]).order_by("-region", "-founded_at", "-pk")
    first = (asked.blad - 1) * PER_PAGE
    return list(calls[first : first + PER_PAGE]), filters(asked, facts), total


def filters(asked: Asked, facts: list[tuple[str, str, str]]) -> list[Filter]:
    """Each with the choices that would show something, and the one that is chosen."""
    return [
        Filter("veld", _("Field"), *_choices("veld", Field, asked, facts)),
        Filter("gebied", _("Region"), *_choices("gebied", Region, asked, facts)),
        Filter("vorm", _("How you meet"), *_choices("vorm", Form, asked, facts)),
    ]


def _choices(name: str, options, asked: Asked, facts) -> tuple[list[Choice], int]:
    """The choices of one filter, and how many calls it would show with nothing chosen in it."""
    place = ("veld", "gebied", "vorm").index(name)
    others = [call for call in facts if asked.fits(call, without=name)]
    exact = Counter(call[place] for call in others)
    choices = []
    for option in options:
        value = option.value or COUNTRY
        count = sum(in_region(call[1], value) for call in others) if name == "gebied" else exact[value]
        chosen = value == getattr(asked, name)
        if chosen or exact[option.value]:
            choices.append(Choice(value, option.label, count, chosen))
    return choices, len(others)


def calling(circle_id: int) -> Circle | None:
    """The open call of this circle; None for every other circle."""
    return open_calls().filter(pk=circle_id).first()


def addresses() -> list[tuple[int, str]]:
    """Number and slug of every open call, for the map of the site."""
    rows = Circle.objects.filter(is_public=True, state=Circle.State.FORMING).order_by("pk").only("pk", "name")
    return [(circle.pk, circle.slug) for circle in rows]
