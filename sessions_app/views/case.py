"""Who brings in, which question, and: it goes on."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sessions_app import pages
from sessions_app.access import meeting_for
from sessions_app.domain.assign import assign as assign_member
from sessions_app.domain.assign import choose_question, name_reserve, unassign
from sessions_app.domain.confirm import confirm as confirm_meeting
from sessions_app.domain.confirm import hold as note_held
from sessions_app.forms import carried_out, typed
from sessions_app.forms_case import AssignForm, ChooseForm
from sessions_app.rights import require


@require_http_methods(["GET", "HEAD", "POST"])
def assign(request, meeting_id):
    standing = meeting_for(request.user, meeting_id)
    require(standing, "meeting.assign")
    form = AssignForm(typed(request), standing=standing)
    if form.is_bound and form.is_valid() and carried_out(form, lambda: _carry_out(standing, form, request.user)):
        messages.success(request, _("Saved. Everybody in the circle sees who brings in."))
        return redirect("sessions_app:meeting", meeting_id)
    context = pages.short(standing) | {"form": form, "turns": form.turns}
    return render(request, "sessions_app/case_bringer.html", context, status=422 if form.errors else 200)


def _carry_out(standing, form, by):
    meeting, data = standing.meeting, form.cleaned_data
    if data["member"]:
        decided = data.get("circle_decided", False)
        meeting = assign_member(meeting=meeting, member=data["member"], seen=form.seen, by=by, circle_decided=decided)
    else:
        meeting = unassign(meeting=meeting, seen=form.seen, by=by)
    if data["reserve"] != meeting.reserve:
        name_reserve(meeting=meeting, member=data["reserve"], by=by)


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request, meeting_id):
    standing = meeting_for(request.user, meeting_id)
    require(standing, "meeting.choose")
    form = ChooseForm(typed(request), meeting=standing.meeting)
    if form.is_bound and form.is_valid():
        question = form.cleaned_data["question"]
        if carried_out(form, lambda: choose_question(meeting=standing.meeting, question=question, by=request.user)):
            return redirect("sessions_app:meeting", meeting_id)
    context = pages.short(standing) | {"form": form, "questions": form.questions}
    return render(request, "sessions_app/choose_question.html", context, status=422 if form.errors else 200)


@require_POST
def confirm(request, meeting_id):
    standing = meeting_for(request.user, meeting_id)
    require(standing, "meeting.confirm")
    confirm_meeting(meeting=standing.meeting, by=request.user)
    messages.success(request, _("The meeting is confirmed."))
    return redirect("sessions_app:meeting", meeting_id)


@require_POST
def hold(request, meeting_id):
    standing = meeting_for(request.user, meeting_id)
    require(standing, "meeting.confirm")
    note_held(meeting=standing.meeting, by=request.user)
    messages.success(request, _("Noted. Now tick who was there."))
    return redirect("sessions_app:meeting_attendance", meeting_id)
