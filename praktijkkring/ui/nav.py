"""The links in the head of every page. A link whose page does not exist (yet) is left out."""

from typing import NamedTuple

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

OF_A_CIRCLE = ("circles", "sessions_app:season", "sessions_app:meeting", "sessions_app:circle_questions", "costs")
OF_A_MEETING = tuple(f"intervision:{page}" for page in ("start", "plan", "room", "wall", "harvest"))
OF_ONESELF = ("circles:profile",)  # in the menu of one's account
HEAD = (
    ("circles:mine", _("My circles"), (*OF_A_CIRCLE, *OF_A_MEETING)),
    ("sessions_app:my_questions", _("My questions"), ("sessions_app:my_questions", "sessions_app:question")),
    ("sessions_app:agenda", _("Agenda"), ("sessions_app:agenda",)),
    ("intervision:library", _("Methods"), ("intervision:library", "intervision:method", "intervision:rehearse")),
)


class Link(NamedTuple):
    url: str
    label: str
    current: str  # "page" for this very page, "true" for the part of the house we are in, "" for elsewhere


def head_links(request) -> list[Link]:
    """The links with their addresses and where we are."""
    match = getattr(request, "resolver_match", None)
    here = match.view_name if match else ""
    return [
        Link(url, label, _current(here, name, parts))
        for name, label, parts in HEAD
        if (url := address_or_nothing(name))
    ]


def address_or_nothing(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _current(here: str, name: str, parts: tuple[str, ...]) -> str:
    if here == name:
        return "page"
    return "true" if here.startswith(parts) and here not in OF_ONESELF else ""
