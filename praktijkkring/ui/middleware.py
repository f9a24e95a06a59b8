"""What happens around every page: language, time zone, privacy of caches, and refusals in words."""

import zoneinfo

from django.http import HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language_from_request
from django_htmx.http import reswap, retarget

from praktijkkring.errors import Refused


class PersonsLanguageAndZone:
    """The language and zone of the person who is logged in; else the cookie, else what the browser asks for."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        user = request.user
        language = user.language if user.is_authenticated else get_language_from_request(request)
        zone = user.time_zone if user.is_authenticated else "Europe/Amsterdam"
        request.LANGUAGE_CODE = language
        with translation.override(language), timezone.override(_zone(zone)):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


def _zone(name: str) -> zoneinfo.ZoneInfo:
    """A zone that this machine does not know must not take every page away from its reader."""
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return zoneinfo.ZoneInfo("Europe/Amsterdam")


class PrivateByDefault:
    """A page is never stored, not by a proxy and not by the browser: also a stranger's may bear a name or an address.

    Who logs out, or makes room for somebody else, leaves nothing behind on the device (a half-written card).
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        before = request.user.pk
        response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            response.headers["Cache-Control"] = "private, no-store"
        if before and request.user.pk != before:
            response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response


class RefusedBecomesAnAnswer:
    """A rule that says no outside a form: the sentence, with status 409, in the product's look.

    Also who opens the address of a button as a page (405), instead of an empty page.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.method == "GET" and isinstance(response, HttpResponseNotAllowed) and not response.content:
            page = render(request, "405.html", status=response.status_code)
            page.headers["Allow"] = response.headers["Allow"]
            return page
        return response

    def process_exception(self, request, exception) -> HttpResponse | None:
        if not isinstance(exception, Refused):
            return None
        if not request.htmx:
            context = {"reason": str(exception), "back": _came_from(request)}
            return render(request, "ui/refused.html", context, status=409)
        note = render(request, "ui/note.html", {"tone": "alarm", "text": str(exception)}, status=409)
        return reswap(retarget(note, "#messages"), "innerHTML show:top")


def _came_from(request) -> str:
    """The page of ours that the person came from; "" when that is not known."""
    address = request.headers.get("Referer", "")
    return address if url_has_allowed_host_and_scheme(address, {request.get_host()}) else ""
