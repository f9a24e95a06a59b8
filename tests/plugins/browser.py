"""A real browser. Every page fails its test when it logs an error or asks anybody but us for something."""

import os
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings as django_settings
from playwright.sync_api import Error, expect

from tests.house.walk import session_key

from .found import own_browser
from .needs import lacking

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "device_scale_factor": 2}
# How long somebody waits for what must come. A machine that is slow, or busy with something else, is not a fault.
PATIENCE = 20_000  # ms
expect.set_options(timeout=PATIENCE)
# No page stands here long enough to win back the work of optimising its scripts.
NO_OPTIMISING = "--js-flags=--no-opt --no-maglev"
# The browser writes an error for every 4xx answer; whether such an answer is right is for the test to say.
REFUSED_PAGE = re.compile(r"^Failed to load resource: the server responded with a status of 4\d\d")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    arguments = dict(browser_type_launch_args)
    if path := own_browser():
        arguments["executable_path"] = path
    arguments["args"] = [*arguments.get("args", []), NO_OPTIMISING]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        arguments["args"].append("--no-sandbox")
    return arguments


@pytest.fixture(scope="session")
def browser(launch_browser, browser_type):
    if not (own_browser() or Path(browser_type.executable_path).exists()):
        lacking("browser")
    running = launch_browser()
    yield running
    running.close()


class Watch:
    """Collects what went wrong on the pages of one context."""

    def __init__(self, context, site: str):
        self.troubles: list[str] = []
        self._host = urlsplit(site).netloc
        context.on("console", self._console)
        context.on("weberror", lambda error: self.troubles.append(f"uncaught: {error.error}"))
        context.on("request", self._request)
        context.on("response", self._response)

    def _console(self, message):
        if message.type == "error" and not REFUSED_PAGE.match(message.text):
            self.troubles.append(f"console: {message.text}")

    def _request(self, request):
        parts = urlsplit(request.url)
        if parts.scheme not in {"data", "blob", "about"} and parts.netloc != self._host:
            self.troubles.append(f"asks somebody else: {request.url}")

    def _response(self, response):
        path = urlsplit(response.url).path
        if response.status >= 500 or (response.status >= 400 and path.startswith(("/static/", "/live/"))):
            self.troubles.append(f"{response.status} for {path}")


def log_in(context, user):
    """A new session for this context."""
    cookie = {"name": django_settings.SESSION_COOKIE_NAME, "value": session_key(user), "url": context.site}
    context.add_cookies([cookie])


@pytest.fixture
def person(browser, site):
    """``person(user, phone=False, **context_options)``: a page of somebody who is logged in; None is a stranger.

    ``page.watch.troubles`` may be cleared by a test that provokes an error on purpose.
    """
    contexts = []

    def come_in(user=None, phone=False, **options):
        context = browser.new_context(
            **{"base_url": site, "locale": "nl-NL", "timezone_id": "Europe/Amsterdam"}
            | (PHONE if phone else {})
            | options
        )
        context.set_default_timeout(PATIENCE)
        context.site = site
        if user:
            log_in(context, user)
        page = context.new_page()
        page.watch = Watch(context, site)
        contexts.append((context, page.watch))
        return page

    yield come_in
    troubles = [trouble for _context, watch in contexts for trouble in watch.troubles]
    for context, _watch in contexts:
        try:
            context.close()
        except Error:  # a test may have closed it
            continue
    assert troubles == []


@pytest.fixture
def page(person):
    """A stranger's page."""
    return person()
