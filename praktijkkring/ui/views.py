"""Pages that belong to no app: the front door, the reader's choices, and the answers to what went wrong."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from praktijkkring.accounts.change import change_own

from . import choices, errors
from .table import Seat, Table


def front_table() -> Table:
    """Eight people without a name, one of whom brings a question."""
    seats = [Seat(nameless=True, col=col) for col in (8, 10, 3, 2, 5, 4, 1, 6)]
    seats[0].lit = True
    return Table(seats=seats, variant="phone")


@login_not_required
@require_safe
def home(request):
    """The front page for strangers; who is logged in goes to their circles."""
    if request.user.is_authenticated:
        return redirect("circles:mine")
    return render(request, "ui/home.html", {"table": front_table()})


@login_not_required
@require_POST
def language(request):
    """Keep the chosen language: in the cookie, and for who is logged in also for the mails they get."""
    chosen = request.POST.get("language")
    if chosen not in dict(settings.LANGUAGES):
        raise Http404
    if request.user.is_authenticated:
        change_own(by=request.user, language=chosen)
    return choices.keep(_back(request), settings.LANGUAGE_COOKIE_NAME, chosen)


@login_not_required
@require_POST
def theme(request):
    """Keep light or dark; anything else leaves it to the device."""
    chosen = request.POST.get("theme")
    return choices.keep(_back(request), choices.THEME_COOKIE, chosen if chosen in choices.THEMES else "")


def _back(request):
    """To the page the reader came from, never to another site."""
    address = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure()):
        address = "/"
    return redirect(address)


@login_not_required
@require_safe
@cache_control(public=True, max_age=86400)
def manifest(request):
    """So that a phone can put the product on its home screen."""
    return JsonResponse(
        {
            "name": "Praktijkkring",
            "short_name": "Praktijkkring",
            "lang": "nl",
            "start_url": "/",
            "display": "standalone",
            "background_color": "#f6f0e4",
            "theme_color": "#f6f0e4",
            "icons": [
                {"src": static("ui/icon.svg"), "type": "image/svg+xml", "sizes": "any"},
                {"src": static("ui/icon-192.png"), "type": "image/png", "sizes": "192x192"},
                {"src": static("ui/icon-512.png"), "type": "image/png", "sizes": "512x512", "purpose": "maskable"},
            ],
        },
        content_type="application/manifest+json",
    )


csrf_failure = errors.forbidden
