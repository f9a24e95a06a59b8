"""Who gets what answer at which address: one readable row per URL name.

    ROWS = [
        Row("circles:circle", args=lambda w: [w.circle.pk], get=only(200, *INSIDE)),
        Row(
            "circles:leave",
            args=lambda w: [w.circle.pk],
            get=only(200, "member", "case_bringer"),
            post=only(302, "member", "case_bringer"),
            data=lambda w: {"sure": "on"},
        ),
    ]

``w`` is the world of tests/house/world.py; ``args`` and ``data`` may make more (all is rolled back after the row).
A role that is not named gets 404; somebody who is not logged in (anonymous, deactivated) is sent to the log-in.
HEAD answers as GET. A method without a table answers 404 or 405 to everybody. ``public=True``: no log-in is asked,
and anonymous and deactivated are judged as the other roles are.
"""

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.house.world import ROLES

LOGIN = "login"
STRANGERS = ("anonymous", "deactivated")
MEMBERS = ("member", "unsigned_member", "case_bringer")
READERS = ("member", "case_bringer", "facilitator")
INSIDE = (*MEMBERS, "facilitator", "coordinator")
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")

Table = dict[str, int | str]


@dataclass(frozen=True)
class Row:
    name: str
    args: Callable = field(default=lambda w: [])
    get: Table | None = None
    post: Table | None = None
    put: Table | None = None
    patch: Table | None = None
    delete: Table | None = None
    data: Callable = field(default=lambda w: {})
    query: str = ""
    public: bool = False
    page: bool = True  # False for what is no page of its own: a file, a fragment, a stream

    def __post_init__(self):
        for method in METHODS:
            if unknown := set(self.table(method) or {}) - set(ROLES):
                raise ValueError(f"{self.name}: no such role: {', '.join(sorted(unknown))}")

    def table(self, method: str) -> Table | None:
        return getattr(self, "get" if method == "HEAD" else method.lower())

    def expected(self, method: str, role: str) -> set:
        """The answers that are right: statuses, or LOGIN."""
        table = self.table(method)
        stranger = role in STRANGERS and not self.public
        if table is None:
            return {404, 405, LOGIN} if stranger else {404, 405}
        answers = {table[role]} if role in table else {LOGIN if stranger else 404}
        return answers | {405} if method == "HEAD" else answers


def only(status: int, *roles: str) -> Table:
    return dict.fromkeys(roles, status)


def everyone(status: int, **exceptions: int | str) -> Table:
    """Everybody, also who is not logged in."""
    return dict.fromkeys(ROLES, status) | exceptions


def logged_in(status: int, **exceptions: int | str) -> Table:
    """Everybody with an account that works."""
    return {role: status for role in ROLES if role not in STRANGERS} | exceptions


def rows() -> list[Row]:
    """Every row of every module of this package."""
    return [
        row
        for module in sorted(info.name for info in pkgutil.iter_modules(__path__))
        for row in importlib.import_module(f"{__name__}.{module}").ROWS
    ]
