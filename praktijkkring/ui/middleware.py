"""What happens around every page: language, time zone, privacy of caches, and refusals in words."""

import zoneinfo

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import get_language_from_request

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
        with translation.override(language), timezone.override(zoneinfo.ZoneInfo(zone)):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class PrivateByDefault:
    """A page for somebody who is logged in is never stored, not by a proxy and not by the browser."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.user.is_authenticated and not response.has_header("Cache-Control"):
            response.headers["Cache-Control"] = "private, no-store"
        return response


class RefusedBecomesAnAnswer:
    """A rule that says no outside a form: the sentence, with status 409, in the product's look."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception) -> HttpResponse | None:
        if not isinstance(exception, Refused):
            return None
        if request.htmx:
            messages.error(request, str(exception))
        return render(request, "ui/refused.html", {"reason": str(exception)}, status=409)
