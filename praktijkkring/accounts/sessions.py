"""Sessions in the database, as Django keeps them; the question that every request asks is worked out once.

The same answer brings the person whose device it is (decision 0108).
"""

import datetime

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends import db
from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from praktijkkring.models import User
from praktijkkring.prepared import Prepared


def _good(key, now: datetime.datetime):
    return SessionStore.get_model_class().objects.filter(session_key=key, expire_date__gt=now)


def _device(key: str, now: datetime.datetime):
    data = _good(OuterRef("session_key"), now).values("session_data")
    return UserSession.objects.filter(session_key=key).select_related("user").annotate(session_data=Subquery(data))


GOOD = Prepared(_good, key=str, now=datetime.datetime)
DEVICE = Prepared(_device, key=str, now=datetime.datetime)


class SessionStore(db.SessionStore):
    """``device``: the line in the list of devices that was read with it, and with that line its person."""

    device: UserSession | None = None

    def _get_session_from_db(self):
        """None, and a key of its own, for who brings one that is not known or is over."""
        asked = {"key": self.session_key, "now": timezone.now()}
        device = DEVICE.first(**asked)
        if device and device.session_data is not None:
            self.device = device
            return device
        found = GOOD.first(**asked)  # nobody is logged in, or they are this very moment
        if found is None:
            self._session_key = None
        return found

    def whose(self) -> User | None:
        """Who was read with the session, if beyond doubt they are logged in; None is for Django to find out."""
        theirs = self.get(SESSION_KEY)  # reads it
        person = self.device.user if self.device else None
        if person is None or theirs != str(person.pk) or not person.is_active:
            return None
        if self.get(BACKEND_SESSION_KEY) not in settings.AUTHENTICATION_BACKENDS:
            return None
        same = constant_time_compare(self.get(HASH_SESSION_KEY, ""), person.get_session_auth_hash())
        return person if same else None
