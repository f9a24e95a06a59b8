"""The answers to what went wrong, in the product's look. 400, 500 and 503 need no database and no context processor."""

import sys

from django.contrib.auth.decorators import login_not_required
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import translation
from django.utils.translation import get_language_from_request

from .choices import chosen_theme

STYLESHEETS = ("css/tokens.css", "css/base.css", "css/components.css")


@login_not_required
def bad_request(request, exception=None):
    return _bare(request, "400.html", 400)


@login_not_required
def forbidden(request, exception=None, reason=""):
    """Also when a CSRF token is missing or old."""
    return render(request, "403.html", status=403)


@login_not_required
def not_found(request, exception=None):
    """The same for what does not exist and what is not yours."""
    return render(request, "404.html", status=404)


@login_not_required
def too_many(request, exception=None, retry_after: int = 300):
    """Somebody tried too often; ``retry_after`` is in seconds."""
    response = render(request, "429.html", status=429)
    response.headers["Retry-After"] = str(retry_after)
    return response


@login_not_required
def broken(request):
    """A fault of ours; a database that is away is said as such."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return unavailable(request)
    return _bare(request, "500.html", 500)


@login_not_required
def unavailable(request, retry_after: int = 30):
    """We are away for a moment; ``retry_after`` is in seconds."""
    response = _bare(request, "503.html", 503)
    response.headers["Retry-After"] = str(retry_after)
    return response


def _bare(request, template: str, status: int) -> HttpResponse:
    sheets = [address for sheet in STYLESHEETS if (address := _address(sheet))]
    context = {"THEME": chosen_theme(request), "STYLESHEETS": sheets, "ICON": _address("ui/icon.svg")}
    # When it broke before anybody knew who asks: the cookie, or what the browser wants.
    language = getattr(request, "LANGUAGE_CODE", "") or get_language_from_request(request)
    with translation.override(language):
        response = HttpResponse(render_to_string(template, context), status=status)
    response.headers["Cache-Control"], response.headers["Content-Language"] = "no-store", language
    return response


def _address(sheet: str) -> str:
    """An error page must not fail because a file was not collected: then it goes without its look."""
    try:
        return static(sheet)
    except ValueError:
        return ""
