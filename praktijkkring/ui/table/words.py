"""The picture in words: what a mark means, and the whole table in a few short sentences."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .model import SEATS_TO_START, Seat, Table


def tag(seat: Seat) -> str:
    """The word under the name; never a mark without its word."""
    if seat.tag:
        return seat.tag
    marks = (
        (seat.speak, _("speaks now")),
        (seat.lit, _("brings the question")),
        (seat.lead, _("leads")),
        (seat.you, _("that is you")),
        (seat.away, _("is not here")),
    )
    return next((word for on, word in marks if on), "")


def name(seat: Seat) -> str:
    """The name beside the chair; for a free chair what it is."""
    if seat.name or seat.taken:
        return seat.name
    if seat.plus:
        return _("Choose somebody")
    return "" if seat.num else _("Free chair")


def sentence(table: Table) -> str:
    """The text alternative."""
    return " ".join(filter(None, [_chairs(table), *_people(table), _here(table), _middle(table)]))


def _chairs(table: Table) -> str:
    taken = len(table.taken)
    if table.six:
        return _("Table with %(chairs)s chairs: %(taken)s taken, %(needed)s needed to begin.") % {
            "chairs": len(table.seats),
            "taken": sum(not seat.away for seat in table.taken),
            "needed": SEATS_TO_START,
        }
    free = len(table.seats) - taken
    if not free:
        return ngettext("Round table with %(n)s person.", "Round table with %(n)s people.", taken) % {"n": taken}
    return _("Round table with %(chairs)s chairs: %(taken)s taken, %(free)s free.") % {
        "chairs": len(table.seats),
        "taken": taken,
        "free": free,
    }


def _people(table: Table) -> list[str]:
    said = []
    for seat in table.seats:
        who = _("%(name)s from %(area)s") % {"name": seat.name, "area": seat.area} if seat.area else seat.name
        if not who or seat.behind or seat.nameless:
            continue
        if seat.turned:
            said.append(_("%(name)s sits with their back to the table.") % {"name": seat.name})
        elif seat.lit:
            said.append(_("%(who)s brings the question.") % {"who": who})
        if seat.speak:
            said.append(_("%(name)s speaks now.") % {"name": seat.name})
        if seat.lead:
            said.append(_("%(name)s leads.") % {"name": seat.name})
    return said


def _here(table: Table) -> str:
    here = sum(seat.cup for seat in table.seats)
    return ngettext("%(n)s person is here.", "%(n)s people are here.", here) % {"n": here} if here else ""


def _middle(table: Table) -> str:
    if table.cards:
        put, total = table.cards
        return _("%(put)s of the %(total)s cards lie on the table.") % {"put": put, "total": total}
    if table.question:
        return _("In the middle lies the question: %(question)s") % {"question": table.question}
    return ""
