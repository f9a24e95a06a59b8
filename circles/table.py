"""The round table of a circle: from who sits where to the picture."""

from collections import Counter

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from praktijkkring.ui.table import Seat, Table

from . import chairs
from .models import SEATS, SEATS_TO_START


def so_many(taken: int, total: int) -> str:
    """“5 of 6” that are needed, “8 of 10” chairs there are; Dutch says “8 van de 10”."""
    words = pgettext("all chairs", "%(taken)s of %(total)s") if total == SEATS else _("%(taken)s of %(total)s")
    return words % {"taken": taken, "total": total}


def circle_table(members: list, marks: dict[int, dict], you=None, variant: str = "page") -> Table:
    """Everybody on their own seat; ``marks`` as from ``seat_marks.marks``. ``you`` is the person who looks."""
    at = {member.seat: member for member in members}
    seats = [
        _taken(at[number], marks.get(at[number].pk, {}), you) if number in at else Seat()
        for number in range(1, SEATS + 1)
    ]
    middle = (so_many(len(members), SEATS), _("seats taken"))
    return Table(seats=seats, variant=variant, middle=middle, alt="" if variant == "small" else None)


def forming_table(members: list, variant: str = "page", you=None, *, choosing: bool = True) -> Table:
    """Who sits already, the next free seat, the seats up to six, and those up to ten. ``choosing``: by who looks."""
    next_name = "" if choosing else _("Free seat")
    return _to_six([_taken(member, {}, you) for member in members], variant, next_name)


def composing_table(laid: dict, variant: str = "page", you=None) -> Table:
    """Everybody on the chair they have, were offered or are pencilled in on, and the numbers of the free chairs."""
    seats = [_of_chair(chair, you) for chair in laid.values()]
    count = Counter(chair.kind for chair in laid.values())
    members, invited, pencil = (count[kind] for kind in (chairs.MEMBER, chairs.INVITED, chairs.PENCIL))
    begins = members >= SEATS_TO_START
    big = so_many(members + invited + pencil, SEATS) if begins else so_many(members, SEATS_TO_START)
    small = [_("chairs with a name") if begins else _("needed to begin") if variant == "page" else _("to begin")]
    if invited and not begins:
        small.append(_("%(n)s invited") % {"n": invited})
    if pencil:
        small.append(_("%(n)s in pencil") % {"n": pencil})
    return Table(seats=seats, variant=variant, six=not begins, middle=(big, *small))


def _of_chair(chair, you) -> Seat:
    if chair.kind == chairs.FREE:
        return Seat(num=chair.number, extra=chair.number > SEATS_TO_START, open=chair.number <= SEATS_TO_START)
    if chair.kind == chairs.MEMBER:
        return _taken(chair.who, {}, you)
    who, waits = chair.who, chair.kind == chairs.INVITED
    name = (who.name or who.email.partition("@")[0]) if waits else who.user.name
    return Seat(
        ini=chairs.initials(chair),
        col=chair.number,
        name=name.split()[0] if name.split() else "",
        area=who.area.name if who.area else "",
        away=True,
        tag=_("invited") if waits else _("in pencil"),
    )


def call_table(taken: int, variant: str = "phone") -> Table:
    """The same for the public: grey people without initials."""
    return _to_six([Seat(nameless=True) for _number in range(taken)], variant, next_name=" ")


def _taken(member, mark: dict, you) -> Seat:
    return Seat(
        ini=member.user.initials,
        col=member.seat,
        name=member.user.first_name,
        area=member.area.name if member.area else "",
        you=you is not None and member.user_id == you.pk,
        **{key: mark[key] for key in ("lit", "lead", "dots", "tag") if key in mark},
    )


def _to_six(seats: list[Seat], variant: str, next_name: str = "") -> Table:
    taken = len(seats)
    for number in range(taken + 1, SEATS + 1):
        extra = number > SEATS_TO_START and number > taken + 1
        seats.append(
            Seat(
                plus=number == taken + 1,
                open=number == taken + 1,
                extra=extra,
                num=number if extra else None,
                name=next_name if number == taken + 1 else "",
            )
        )
    total = SEATS_TO_START if taken < SEATS_TO_START else SEATS
    below = (_("to begin"),) if taken < SEATS_TO_START else (_("seats taken"),)
    if variant == "page":
        below = (
            (_("needed to begin"), _("room for ten"))
            if taken < SEATS_TO_START
            else (_("seats taken"), _("you can begin"))
        )
    middle = (so_many(taken, total), *below)
    alt = "" if variant == "small" else None
    return Table(seats=seats, variant=variant, six=True, middle=() if variant == "small" else middle, alt=alt)
