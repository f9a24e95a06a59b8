"""Sessions in the database, as Django keeps them; the question that every request asks is worked out once."""

import datetime

from django.contrib.sessions.backends import db
from django.utils import timezone

from praktijkkring.prepared import Prepared


def _good(key: str, now: datetime.datetime):
    return SessionStore.get_model_class().objects.filter(session_key=key, expire_date__gt=now)


GOOD = Prepared(_good, key=str, now=datetime.datetime)


class SessionStore(db.SessionStore):
    def _get_session_from_db(self):
        """None, and a key of its own, for who brings one that is not known or is over."""
        found = GOOD.first(key=self.session_key, now=timezone.now())
        if found is None:
            self._session_key = None
        return found
