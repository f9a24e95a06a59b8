"""Between the engine and the tables: people become names of the engine, rows become items, decisions become rows.

The engine never sees a text; this is the only place where texts and decisions come together.
"""

import uuid
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from contextlib import suppress
from operator import attrgetter

from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import gettext as _

from circles.models import Membership
from praktijkkring.errors import Refused
from praktijkkring.prepared import Prepared

from .engine import Change, Item, ItemState, Keep, Kind, Method
from .errors import WrittenElsewhere
from .models import Contribution, Run

_methods: OrderedDict[tuple, Method] = OrderedDict()
REMEMBERED = 200
KEEPS = frozenset(Keep)


def person(user_or_id) -> str:
    """How the engine calls somebody: the id of their account, as text."""
    return str(getattr(user_or_id, "pk", user_or_id))


def method_of(run: Run) -> Method:
    """The run's own copy of the method. It never changes after the start, so each process reads it once.

    Each line holds by itself: several threads come here at the same time.
    """
    key = (run.pk, run.started_at)
    method = _methods.pop(key, None) or Method.from_dict(run.method)
    _methods[key] = method
    while len(_methods) > REMEMBERED:
        with suppress(KeyError):  # another thread threw the last one away
            _methods.popitem(last=False)
    return method


# What ``item_of`` reads.
COLUMNS = (
    *("pk", "step", "kind", "author_user_id", "state", "entered_by_id", "lap"),
    *("label", "picked", "order", "about_id", "keep", "private"),
)


_columns_of = attrgetter(*COLUMNS)
ALL_OF_A_RUN = Prepared(lambda run: Contribution.objects.filter(run=run).values_list(*COLUMNS), run=int)


def item_of(row: Contribution) -> Item:
    """Everything of a contribution but its text."""
    return _item(_columns_of(row))


def _item(values: tuple) -> Item:
    pk, step, kind, author, state, entered_by, lap, label, picked, order, about, keep, private = values
    return Item(
        id=str(pk),
        step=step,
        kind=Kind(kind),
        author=person(author),
        state=ItemState(state),
        entered_by=person(entered_by) if entered_by else "",
        lap=lap,
        label=label,
        picked=picked,
        order=order,
        about=str(about) if about else "",
        keep=Keep(keep) if keep in KEEPS else Keep.NONE,
        private=private,
    )


def items_in(run: Run) -> list[Item]:
    """All contributions of a run as they are stored; one query that carries no text."""
    return [_item(row) for row in ALL_OF_A_RUN.all(run=run.pk)]


def items_of(rows: Iterable[Contribution]) -> list[Item]:
    """Rows as the engine sees them. Opens no text."""
    return [item_of(row) for row in rows]


def write(
    run: Run, by, changes: Iterable[Change], texts: Mapping[str, str], seen: Mapping[str, str] | None = None
) -> None:
    """Store what the engine decided, with the ``texts`` that belong to it by item id. ``by``: the standing of who acts.

    ``seen``: the text from which a device goes on, by item id. Raises WrittenElsewhere when another one is stored.
    """
    for change in changes:
        if change.created:
            _create(run, by, change.item, texts.get(change.item.id, ""))
        else:
            _update(run, change.item, texts.get(change.item.id), (seen or {}).get(change.item.id))


def _fields(item: Item) -> dict:
    return {
        "step": item.step,
        "lap": item.lap,
        "kind": item.kind.value,
        "state": item.state.value,
        "label": item.label,
        "picked": item.picked,
        "order": item.order,
        "about_id": item.about or None,
        "keep": item.keep.value,
        "private": item.private,
        "changed_at": timezone.now(),
    }


def _create(run, by, item: Item, text: str) -> None:
    author = by.membership
    if item.author != person(by.user):
        author = Membership.objects.filter(circle=by.circle, user_id=item.author, left_at__isnull=True).first()
    try:
        Contribution.objects.create(
            id=uuid.UUID(item.id),
            circle=by.circle,
            run=run,
            author=author,
            author_user_id=int(item.author),
            entered_by_id=int(item.entered_by or item.author),
            text=text,
            **_fields(item),
        )
    except IntegrityError as error:
        # The id is already somebody's in another run. Chance does not do that, so nothing is explained.
        raise Refused(_("This could not be saved. Write it once more.")) from error


def _update(run, item: Item, text: str | None, seen: str | None) -> None:
    fields = _fields(item)
    if text is None:
        run.contributions.filter(pk=item.id).update(**fields)
        return
    row = run.contributions.get(pk=item.id)
    refuse_unread(row.text, text, seen)
    for name, value in {**fields, "text": text}.items():
        setattr(row, name, value)
    row.save(update_fields=[*(name.removesuffix("_id") for name in fields), "text"])


def refuse_unread(stored: str, text: str, seen: str | None) -> None:
    """Raises WrittenElsewhere when ``text`` goes on from ``seen`` and another one is stored; None is for who does not say."""
    if seen is not None and _lines(stored) not in {_lines(seen), _lines(text)}:
        raise WrittenElsewhere(stored)


def _lines(text: str) -> str:
    """A text however its lines end."""
    return text.replace("\r\n", "\n")
