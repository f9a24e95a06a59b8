"""All my meetings over all circles, and the address that a calendar can follow."""

import datetime as dt

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.http import require_POST, require_safe

from sessions_app import calendar, pages_agenda, polls, queries
from sessions_app.domain import feed as verbs

YEAR = dt.timedelta(days=365)


@require_safe
def agenda(request):
    context = pages_agenda.agenda(request.user) | {"asking": polls.asking(request.user)}
    return render(request, "sessions_app/agenda.html", context)


@require_POST
def open_feed(request):
    """Shows the address once: it is stored nowhere."""
    token = verbs.open_feed(by=request.user)
    address = settings.PUBLIC_URL + reverse("sessions_app:feed", args=[token])
    return render(request, "sessions_app/feed.html", {"address": address})


@require_POST
def revoke_feed(request):
    verbs.revoke_feed(by=request.user)
    return redirect("sessions_app:agenda")


@login_not_required
@require_safe
def feed(request, token):
    """When and where, read anew at every fetch: who left a circle or closed the feed sees nothing more of it."""
    user = queries.feed_owner(token)
    if user is None:
        raise Http404
    meetings = queries.followed(user, since=timezone.localdate() - YEAR)
    with translation.override(user.language):
        body = calendar.feed(meetings)
    headers = {"Cache-Control": "private, no-store", "Content-Disposition": 'inline; filename="praktijkkring.ics"'}
    return HttpResponse(body, content_type="text/calendar; charset=utf-8", headers=headers)
