"""Which kinds of mail there are. Apps register theirs when they start."""

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Letter:
    """What one mail says, made at the moment of sending.

    ``context`` fills the three templates. ``calendar`` is an iCalendar file whose METHOD equals ``calendar_method``.
    ``stop_url`` is an absolute address where the reader ends this kind of mail (header List-Unsubscribe).
    """

    context: dict = field(default_factory=dict)
    calendar: bytes | None = None
    calendar_method: str = "REQUEST"
    stop_url: str = ""


@dataclass(frozen=True)
class Kind:
    """One kind of mail.

    ``once``: when in doubt rather not sent than sent twice (reminders). ``farewell``: still goes, to the bare address,
    when the reader erased the account; the row is deleted when it went.
    """

    name: str
    template: str
    write: Callable[..., Letter | None]
    once: bool = False
    farewell: bool = False


_kinds: dict[str, Kind] = {}


def mail_kind(name: str, *, template: str, once: bool = False, farewell: bool = False):
    """Register a function ``(message) -> Letter | None`` as the writer of this kind of mail.

    It runs when the mail is sent and asks again, by the ids in ``message.refs``, whether it should still go: ``None``
    drops it. ``template`` is the path before ``.subject.txt``, ``.txt`` and ``.html``.
    """

    def take(write):
        if name in _kinds:
            raise ValueError(f"the mail kind {name} is registered already")
        _kinds[name] = Kind(name, template, write, once, farewell)
        return write

    return take


def kind(name: str) -> Kind:
    """The kind called ``name``. Raises LookupError."""
    if name not in _kinds:
        raise LookupError(f"no mail kind is registered as {name}")
    return _kinds[name]


def once_kinds() -> list[str]:
    return [k.name for k in _kinds.values() if k.once]


def farewell_kinds() -> list[str]:
    return [k.name for k in _kinds.values() if k.farewell]


def all_kinds() -> dict[str, Kind]:
    return dict(_kinds)
