"""Walks the product by its URL names: every row of the matrix, as every role, with every method."""

import re
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from copy import deepcopy
from dataclasses import dataclass
from functools import lru_cache
from http import HTTPStatus
from unittest.mock import patch
from urllib.parse import quote, urlsplit

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.core.signals import got_request_exception
from django.db import transaction
from django.shortcuts import resolve_url
from django.template.backends.django import Template
from django.test import Client
from django.test.client import ClientHandler
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from praktijkkring.accounts.sessions import SessionStore
from tests.house.matrix import LOGIN, METHODS, Row
from tests.house.world import ROLES

# These come with Django and allauth, and have their own rules in test_foreign_pages.py.
FOREIGN = re.compile(r"admin:|account_|mfa_|usersessions_|socialaccount_|headless:")
FORM_TOKEN = re.compile(rb"\b[A-Za-z0-9]{64}\b")


def url_names(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[str]:
    """Every name of the resolver with its namespaces; an address without a name is named by its route, with a "?"."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLPattern):
            yield f"{prefix}{entry.name}" if entry.name else f"{prefix}?{entry.pattern}"
        else:
            yield from url_names(entry, f"{prefix}{entry.namespace}:" if entry.namespace else prefix)


def own_url_names() -> set[str]:
    return {name for name in url_names() if not FOREIGN.match(name)}


@dataclass
class Answer:
    row: Row
    role: str
    method: str
    path: str
    status: int | str
    body: bytes
    headers: dict[str, str]
    error: str = ""

    @property
    def everything(self) -> bytes:
        """All bytes that left the product."""
        return self.body + repr(self.headers).encode()


class Handler(ClientHandler):
    """One address is asked for ninety times; which view it leads to is looked up once."""

    def resolve_request(self, request):
        request.resolver_match = leads_to(get_resolver(), request.path_info)
        return request.resolver_match


@lru_cache(maxsize=100)
def leads_to(resolver: URLResolver, path: str):
    return resolver.resolve(path)


class Asker(Client):
    """A client that asks and hands over the answer, and remembers no more of it than the error."""

    def __init__(self):
        super().__init__(raise_request_exception=False)
        self.handler = Handler(enforce_csrf_checks=False)
        got_request_exception.connect(self.store_exc_info)

    def request(self, **request):
        self.exc_info = None
        response = self.handler(self._base_environ(**request))
        response.exc_info = self.exc_info
        return response


class Walker:
    """Asks as each role with a session that was made once. What an answer changed is rolled back."""

    def __init__(self, world):
        self.world = world
        self.keys = {role: session_key(user) for role, user in world.people.items() if user}
        self.client = Asker()

    def visits(self, row: Row, methods=METHODS, roles=ROLES) -> Iterator[Answer]:
        """An answer to HEAD has no body: its page is not drawn once more where GET has just drawn it."""
        with undone(), sessions_read_once():
            args, data = row.args(self.world), row.data(self.world)
            address = reverse(row.name, **{"kwargs" if isinstance(args, dict) else "args": args}) + row.query
            for role in roles:
                drawn = False
                for method in methods:
                    with undrawn() if drawn and method == "HEAD" else nullcontext():
                        answer = self.visit(row, role, method, address, data)
                    drawn = method == "GET" and answer.status in row.expected(method, role)
                    yield answer

    def visit(self, row: Row, role: str, method: str, path: str, data: dict | None = None) -> Answer:
        self.client.cookies.clear()
        if role in self.keys:
            self.client.cookies[settings.SESSION_COOKIE_NAME] = self.keys[role]
        extra = {"data": data or {}} if method == "POST" else {}
        # Where every answer but a refusal is wrong there is nothing to take back, and visits() takes back the row.
        with undone() if row.table(method) else nullcontext():
            response = getattr(self.client, method.lower())(path, **extra)
            body = b"".join(response.streaming_content) if response.streaming else response.content
        error = repr(response.exc_info[1]) if getattr(response, "exc_info", None) else ""
        headers = {name: value for name, value in response.headers.items() if name != "Content-Length"}
        return Answer(row, role, method, path, self._status(response), body, headers, error)

    def _status(self, response):
        if response.status_code == HTTPStatus.FOUND:
            target = urlsplit(response.headers["Location"]).path
            return LOGIN if target == resolve_url(settings.LOGIN_URL) else HTTPStatus.FOUND
        return response.status_code


def session_key(user) -> str:
    """A session of this person, as the log-in makes it."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    UserSession.objects.create(user=user, session_key=session.session_key, ip="127.0.0.1", user_agent="")
    return session.session_key


def sessions_read_once():
    """A role comes with the same session each time, and from a device that is known: what an answer wrote is rolled back."""
    read, kept = SessionStore.load, {}

    def load(self):
        if self.session_key not in kept:
            kept[self.session_key] = read(self), self.device
            if self.device:
                self.device.last_seen_at = timezone.now()
        found, self.device = deepcopy(kept[self.session_key])
        return found or read(self)

    return patch.object(SessionStore, "load", load)


@contextmanager
def undone():
    """Everything that happens inside is rolled back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def undrawn():
    """No page is drawn inside: all else that a view does, it does."""
    return patch.object(Template, "render", lambda self, context=None, request=None: "")


def masked(answer: Answer) -> tuple:
    """The answer without what may differ between two requests: the address itself and form tokens."""
    body = FORM_TOKEN.sub(b"TOKEN", answer.body)
    headers = {name: value for name, value in answer.headers.items() if name != "Set-Cookie"}
    for form in (answer.path, quote(answer.path, safe=""), quote(answer.path, safe="/")):
        body = body.replace(form.encode(), b"PATH")
        headers = {name: value.replace(form, "PATH") for name, value in headers.items()}
    return answer.status, headers, body
