"""Open themes, for everybody: the list, the page of one, and what goes along when its address is shared."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from circles import calls, proposals
from circles.access import own_interest
from circles.card import HEIGHT, WIDTH, card
from circles.models import SEATS, SEATS_TO_START
from circles.table import call_table


@login_not_required
@require_safe
def open_themes(request):
    """The list; its filters live in the address, so that a found list can be shared."""
    asked = calls.Asked.of(request.GET)
    found, filters, total = calls.found(asked)
    context = {
        "calls": [(circle, call_table(circle.taken, "small")) for circle in found],
        "filters": filters,
        "asked": asked,
        "total": total,
        "next": asked.blad + 1 if total > asked.blad * calls.PER_PAGE else 0,
        "proposed": proposals.open_ones(asked, limit=3),
    }
    return render(request, "circles/open.html", context)


@login_not_required
@require_safe
def call(request, circle_id):
    """The short address leads to the readable one."""
    circle = _calling(circle_id)
    return redirect("circles:theme", circle.pk, circle.slug)


@login_not_required
@require_safe
def theme(request, circle_id, slug):
    """What a stranger needs to know in a minute. Only the coordinator is named."""
    circle = _calling(circle_id)
    if slug != circle.slug:
        return redirect("circles:theme", circle.pk, circle.slug)
    context = {
        "circle": circle,
        "table": call_table(circle.taken),
        "missing": max(0, SEATS_TO_START - circle.taken),
        "free": SEATS - circle.taken,
        "asked": request.user.is_authenticated and own_interest(request.user, circle.pk),
        "card": {"width": WIDTH, "height": HEIGHT},
    }
    return render(request, "circles/call.html", context)


@login_not_required
@require_safe
@cache_control(public=True, max_age=3600)
def picture(request, circle_id):
    """The card of a call as PNG."""
    response = HttpResponse(card(_calling(circle_id)), content_type="image/png")
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    return response


@login_not_required
@require_safe
@cache_control(public=True, max_age=3600)
def sitemap(request):
    """For search engines: the pages that are for everybody, and nothing else."""
    urls = [reverse(name) for name in ("home", "circles:open", "circles:proposals", "privacy")]
    urls += [reverse("circles:theme", args=address) for address in calls.addresses()]
    return render(request, "circles/sitemap.xml", {"urls": urls}, content_type="application/xml")


@login_not_required
@require_safe
@cache_control(public=True, max_age=86400)
def robots(request):
    return render(request, "circles/robots.txt", content_type="text/plain")


def _calling(circle_id):
    circle = calls.calling(circle_id)
    if circle is None:
        raise Http404
    return circle
