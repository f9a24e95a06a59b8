"""PostgreSQL as Django speaks to it, but for what every request pays for. See decision 0102."""

import re
import select

from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    def __init__(self, *given, **more):
        super().__init__(*given, **more)
        self._short: dict[str, str] = {}

    def get_new_connection(self, conn_params):
        self._short = {}
        return super().get_new_connection(conn_params)

    def init_connection_state(self):
        """What PostgreSQL keeps is worked out once for all values: each is about a few rows, found by their numbers.

        By itself it weighs that anew each time when its statistics say so: of a question over ten tables that takes 5 ms.
        """
        super().init_connection_state()
        if not self.settings_dict.get("DISABLE_SERVER_SIDE_CURSORS"):
            with self.cursor() as cursor:
                cursor.execute("SET plan_cache_mode = force_generic_plan")

    def briefly(self, sql: str) -> str:
        """What to execute in the place of ``sql``, with the same values in the same order.

        For the few statements that are asked again and again: parsing and planning costs more than carrying them out. A
        pooler that gives each transaction another connection cannot have it: DISABLE_SERVER_SIDE_CURSORS, as for cursors.
        """
        self.ensure_connection()  # a new one keeps nothing yet
        if sql in self._short:
            return self._short[sql]
        if self.settings_dict.get("DISABLE_SERVER_SIDE_CURSORS"):
            return sql
        name = f"kept_{sql.split(maxsplit=1)[0].lower()}_{len(self._short) + 1}"
        places = len([kind for kind in re.findall("%(.)", sql) if kind == "s"])
        with self.wrap_database_errors, self.connection.cursor() as cursor:
            cursor.execute(f"PREPARE {name} AS {sql % tuple(f'${nth + 1}' for nth in range(places))}")
        values = f"({', '.join(['%s'] * places)})" if places else ""
        self._short[sql] = f"EXECUTE {name}{values}"
        return self._short[sql]

    def is_usable(self) -> bool:
        """Asked with each request. A server that went away leaves something to read on the line, over TLS too.

        Only then it is asked whether it lives. A line that is cut without a word hangs with this question or with the next.
        """
        return self._is_silent() or super().is_usable()

    def _is_silent(self) -> bool:
        if not hasattr(select, "poll") or self.connection is None or self.connection.closed:
            return False
        line = select.poll()
        line.register(self.connection.fileno(), select.POLLIN)
        return not line.poll(0)
