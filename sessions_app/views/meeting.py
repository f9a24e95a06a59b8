"""The pages of one meeting, and what the coordinator does with it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sessions_app import pages
from sessions_app.access import meeting_for, season_for
from sessions_app.domain.lead import name_leaders
from sessions_app.domain.schedule import add_meeting, cancel_meeting, move_meeting
from sessions_app.forms import DatedSlotForm, LeadersForm, SlotForm, carried_out, typed
from sessions_app.next_season import usual_slot
from sessions_app.rights import require

CHANGE = ["GET", "HEAD", "POST"]


@require_safe
def meeting(request, meeting_id):
    standing = meeting_for(request.user, meeting_id)
    return render(request, "sessions_app/meeting.html", pages.meeting(standing))


@require_http_methods(CHANGE)
def add(request, season_id):
    standing = season_for(request.user, season_id)
    require(standing, "season.plan")
    back = reverse("sessions_app:season", args=[season_id])
    form = SlotForm(typed(request), cancel=back, initial=usual_slot(standing.season))
    if form.is_bound and form.is_valid():
        slot = form.slot
        if carried_out(form, lambda: add_meeting(season=standing.season, slot=slot, by=request.user)):
            return redirect(back)
    context = {"circle": standing.circle, "season": standing.season, "title": _("One more meeting")}
    return _page(request, form, "sessions_app/meeting_form.html", context)


@require_http_methods(CHANGE)
def move(request, meeting_id):
    standing = meeting_for(request.user, meeting_id)
    require(standing, "meeting.plan")
    now = standing.meeting
    seen = request.POST.get("seen", "")
    initial = {name: getattr(now, name) for name in ("date", "starts", "ends", "place", "link")}
    form = DatedSlotForm(typed(request), cancel=_address(now), initial=initial, zone=now.zone)
    if form.is_bound and form.is_valid():
        sequence = int(seen) if seen.isdecimal() and len(seen) < 9 else now.sequence  # noqa: PLR2004 - fits the column
        if carried_out(form, lambda: move_meeting(meeting=now, slot=form.slot, seen=sequence, by=request.user)):
            messages.success(request, _("The meeting is changed. Who knew of it gets a mail."))
            return redirect(_address(now))
    form.helper.form_tag, form.helper.disable_csrf = False, True
    context = pages.short(standing) | {"title": _("Move the meeting"), "seen": now.sequence}
    return _page(request, form, "sessions_app/meeting_move.html", context)


@require_http_methods(CHANGE)
def cancel(request, meeting_id):
    standing = meeting_for(request.user, meeting_id)
    require(standing, "meeting.plan")
    if request.method == "POST":
        cancel_meeting(meeting=standing.meeting, by=request.user)
        messages.success(request, _("The meeting is cancelled. Who knew of it gets a mail."))
        return redirect("sessions_app:season", standing.meeting.season_id)
    return render(request, "sessions_app/meeting_cancel.html", pages.short(standing) | pages.left_after(standing))


@require_http_methods(CHANGE)
def leaders(request, meeting_id):
    standing = meeting_for(request.user, meeting_id)
    require(standing, "meeting.plan")
    now = standing.meeting
    form = LeadersForm(
        typed(request),
        people=pages.possible_leaders(standing),
        cancel=_address(now),
        initial={"facilitator": now.facilitator_id, "deputy": now.deputy_id},
    )
    if form.is_bound and form.is_valid():
        chosen = {name: form.cleaned_data[name] for name in ("facilitator", "deputy")}
        if carried_out(form, lambda: name_leaders(meeting=now, by=request.user, **chosen)):
            messages.success(
                request, _("Everybody in the circle sees who leads, and that they can read the questions.")
            )
            return redirect(_address(now))
    return _page(request, form, "sessions_app/meeting_form.html", pages.short(standing) | {"title": _("Who leads?")})


def _address(meeting):
    return reverse("sessions_app:meeting", args=[meeting.pk])


def _page(request, form, template, context):
    return render(request, template, {"form": form, **context}, status=422 if form.errors else 200)
