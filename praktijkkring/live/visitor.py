"""From a cookie to a person to the door. The only part of a stream that touches the database, in a few threads."""

import logging
import re
from concurrent.futures import ThreadPoolExecutor
from http.cookies import CookieError, SimpleCookie
from importlib import import_module

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model, load_backend
from django.core.exceptions import PermissionDenied
from django.db import Error, close_old_connections
from django.http import Http404
from django.utils.crypto import constant_time_compare

from . import doors

log = logging.getLogger(__name__)

# A quoted cookie may hold any byte; a key of ours is letters and digits.
SESSION = re.compile(r"[a-z0-9]{20,64}")

# As many database connections as this has threads, however many streams are open.
threads = ThreadPoolExecutor(4, thread_name_prefix="door")


def session_key(cookie: str) -> str | None:
    try:
        morsel = SimpleCookie(cookie).get(settings.SESSION_COOKIE_NAME)
    except CookieError:
        return None
    return morsel.value if morsel and SESSION.fullmatch(morsel.value) else None


def person_of(key: str):
    """The person whose session this is, or None. Only reads: Django's own ``get_user`` may change the session."""
    session = import_module(settings.SESSION_ENGINE).SessionStore(key)
    if person := session.whose():
        return person
    backend_path = session.get(BACKEND_SESSION_KEY)
    if backend_path not in settings.AUTHENTICATION_BACKENDS:
        return None
    user_id = get_user_model()._meta.pk.to_python(session[SESSION_KEY])  # noqa: SLF001 - as Django does
    user = load_backend(backend_path).get_user(user_id)
    given = session.get(HASH_SESSION_KEY, "")
    if user is None or not any(
        constant_time_compare(given, good)
        for good in (user.get_session_auth_hash(), *user.get_session_auth_fallback_hash())
    ):
        return None
    return user


def admission(key: str, kind: str, number: int) -> tuple[int, doors.Admission] | None:
    """(user id, admission), or None for whoever has no business there. Blocking; never leaves a stale connection."""
    close_old_connections()
    try:
        user = person_of(key)
        if user is None or not user.is_active:
            return None
        return user.pk, doors.kind(kind).door(user, number)
    except (Http404, PermissionDenied):
        return None
    finally:
        close_old_connections()


def versions(kind: str, numbers: list[int]) -> dict[int, int] | None:
    """The stored versions, or None when the database is away too. Blocking."""
    close_old_connections()
    try:
        return doors.kind(kind).versions(numbers)
    except Error as error:
        log.warning("versions not read: %s", type(error).__name__)
        return None
    finally:
        close_old_connections()


def beforehand() -> None:
    """What the apps want to have done before the first change. Never raises: it is done when it is needed as well."""
    close_old_connections()
    try:
        for kind in doors.every():
            kind.beforehand()
    except Exception as error:  # noqa: BLE001 - a process that serves a little slower is better than none
        log.warning("not worked out beforehand: %s", type(error).__name__)
    finally:
        close_old_connections()
