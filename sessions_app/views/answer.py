"""Do you come? From the page of the meeting, or by one tap in a mail. And who was there."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from sessions_app import pages, queries, substitutes
from sessions_app.access import meeting_for
from sessions_app.dates_together import still_open
from sessions_app.domain.answer import answer as store
from sessions_app.domain.answer import can_answer, record_attendance
from sessions_app.forms import carried_out, typed
from sessions_app.forms_case import AnswerForm, AttendanceForm
from sessions_app.models import Attendance
from sessions_app.rights import require
from sessions_app.tokens import answer_token, read_answer_token


@require_POST
def answer(request, meeting_id):
    standing = meeting_for(request.user, meeting_id)
    require(standing, "meeting.answer")
    form = AnswerForm(request.POST)
    if not form.is_valid():
        context = pages.meeting(standing) | {"wrong": _("Choose one of the three answers.")}
        return render(request, "sessions_app/meeting.html", context, status=422)
    value = form.cleaned_data["answer"]
    store(meeting=standing.meeting, member=standing.membership, value=value, by=request.user)
    messages.success(request, _("Your answer is saved."))
    return redirect("sessions_app:meeting", meeting_id)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def by_link(request, token):
    """GET shows (mail scanners follow links), POST stores. 410 when the meeting is over."""
    meeting, member = read_answer_token(token)
    context = {
        "meeting": meeting,
        "circle": meeting.season.circle,
        "member": member,
        "choices": Attendance.Answer.choices,
        "substitute": substitutes.instead_of(meeting, member),
    }
    if not can_answer(meeting):
        return render(request, "sessions_app/answer_gone.html", context, status=410)
    form = AnswerForm(typed(request))
    context["asked"] = request.GET.get("answer") if request.GET.get("answer") in Attendance.Answer.values else ""
    if form.is_bound and form.is_valid():
        store(meeting=meeting, member=member, value=form.cleaned_data["answer"], by=member.user)
        context |= {"stored": True, "asked": ""}
    context["mine"] = queries.answer_of(meeting, member)
    context["others"] = [(one, answer_token(one.pk, member.pk)) for one in still_open(member, meeting)]
    return render(request, "sessions_app/answer_by_link.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def attendance(request, meeting_id):
    standing = meeting_for(request.user, meeting_id)
    require(standing, "meeting.attendance")
    form = AttendanceForm(
        typed(request),
        people=queries.members(standing.circle),
        initial={"present": queries.present_ids(standing.meeting)},
    )
    if form.is_bound and form.is_valid():
        present = {member.pk for member in form.cleaned_data["present"]}
        if carried_out(form, lambda: record_attendance(meeting=standing.meeting, present=present, by=request.user)):
            messages.success(request, _("Saved who is there."))
            return redirect("sessions_app:meeting", meeting_id)
    context = pages.short(standing) | {"form": form, "title": _("Who is there?")}
    return render(request, "sessions_app/meeting_form.html", context, status=422 if form.errors else 200)
