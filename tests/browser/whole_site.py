"""The world of the house on the running product, page by page; what a row of the matrix changed is put back."""

import copy
import io

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from praktijkkring.vault.keys import forget
from tests.house import matrix
from tests.house.world import build
from tests.plugins.browser import log_in
from tests.plugins.database import emptying

BLANK = "about:blank"
NARROW = {"viewport": {"width": 320, "height": 640}, "has_touch": True}
APPS = sorted({row.name.partition(":")[0] for row in matrix.rows()})


def is_page(row) -> bool:
    """Whether a browser shows it: no file, no part of a page, no stream."""
    return bool(row.get) and 200 in row.get.values() and row.page


def pages_of(app: str) -> list:
    return [row for row in matrix.rows() if row.name.partition(":")[0] == app and is_page(row)]


class Picture:
    """All rows of the database at one moment. Numbers that were given out since are not given out again."""

    def __init__(self):
        with connection.cursor() as cursor:
            tables = connection.introspection.django_table_names(only_existing=True)
            self._rows = {table: self._read(cursor, table) for table in tables}

    def put_back(self):
        """Only what changed: to empty every table takes a second."""
        with transaction.atomic(), connection.cursor() as cursor:
            changed = [table for table, rows in self._rows.items() if self._read(cursor, table) != rows]
            for table in changed:
                cursor.execute(emptying(table))
            for table in changed:
                cursor.copy_expert(f'COPY "{table}" FROM STDIN', io.StringIO(self._rows[table]))

    @staticmethod
    def _read(cursor, table) -> str:
        rows = io.StringIO()
        cursor.copy_expert(f'COPY "{table}" TO STDOUT', rows)
        return rows.getvalue()


class Site:
    """``shown(row, role)`` opens the page of a row; ``mend()`` after it makes all as it was."""

    def __init__(self, person, scheme, **options):
        self._person, self._options = person, {"color_scheme": scheme, **(options or NARROW)}
        self._new, self._picture = build(), Picture()
        self.world, self._pages, self._changed = copy.deepcopy(self._new), {}, False

    def shown(self, row, role, script=""):
        """The page of this row as this role (or who ``role(address)`` names): the browser's page and the answer."""
        with CaptureQueriesContext(connection) as asked:
            args = row.args(self.world)
        self._changed = any(not query["sql"].startswith("SELECT") for query in asked)
        address = reverse(row.name, **{"kwargs" if isinstance(args, dict) else "args": args}) + row.query
        role = role(address) if callable(role) else role
        if role not in self._pages:
            self._pages[role] = self._person(self.world.people[role], **self._options)
            if script:
                self._pages[role].add_init_script(script)
        self._opened = self._pages[role]
        return self._opened, self._opened.goto(address)

    def mend(self):
        if not self._changed:
            return
        for page in self._pages.values():
            if page.url == BLANK:  # nobody has been there since the last time
                continue
            page.goto(BLANK)  # ends its streams, and whatever it asks by itself as somebody who is about to go
        self._picture.put_back()
        forget()
        self.world = copy.deepcopy(self._new)
        for role, page in self._pages.items():
            if user := self.world.people[role]:
                log_in(page.context, user)
