"""Write a question: in small steps, saved as you type, private until you share it."""

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from praktijkkring.errors import Refused
from sessions_app import pages_question as pages
from sessions_app.access import inside_circle, question_for
from sessions_app.domain import write_question as verbs
from sessions_app.forms import carried_out, typed
from sessions_app.forms_question import FIRST, LAST, STEPS, OutcomeForm, QuestionForm, next_step
from sessions_app.rights import require

CHANGE = ["GET", "HEAD", "POST"]


@require_POST
def begin(request, circle_id):
    standing = inside_circle(request.user, circle_id)
    require(standing, "question.write")
    question = verbs.begin_question(circle=standing.circle, by=request.user)
    return redirect("sessions_app:question_write", question.pk)


@require_http_methods(CHANGE)
def write(request, question_id):
    """One small question a time; works without scripts too."""
    standing = _own(request, question_id)
    step = _step(request)
    form = QuestionForm(typed(request), question=standing.question, step=step)
    if form.is_bound and form.is_valid() and carried_out(form, lambda: _keep(standing, form, request)):
        return redirect(_after(request, standing.question, step))
    standing.question.refresh_from_db(fields=["version"])
    status = 422 if form.is_bound else 200
    return render(request, "sessions_app/question_write.html", pages.writing(standing, form, step), status=status)


@require_POST
def save(request, question_id):
    """What was typed so far, from a script: answers with the new version, or says in words what is wrong."""
    standing = _own(request, question_id)
    form = QuestionForm(request.POST, question=standing.question, step=_step(request), only_sent=True)
    if not form.is_valid():
        return JsonResponse({"error": " ".join(e for errors in form.errors.values() for e in errors)}, status=422)
    try:
        question = _keep(standing, form, request)
    except Refused as refusal:
        return JsonResponse({"error": str(refusal)}, status=409)
    coaching = render_to_string("sessions_app/_advice.html", pages.coached(question), request)
    return JsonResponse({"version": question.version, "advice": coaching})


@require_http_methods(CHANGE)
def share(request, question_id):
    """Read it once more, then share."""
    standing = _own(request, question_id)
    if request.method == "POST":
        verbs.share_question(question=standing.question, by=request.user)
        messages.success(request, _("Your question is shared with the circle."))
        return redirect("sessions_app:question", question_id)
    context = pages.question(standing) | pages.coached(standing.question)
    return render(request, "sessions_app/question_share.html", context)


@require_POST
def unshare(request, question_id):
    standing = _own(request, question_id)
    verbs.unshare_question(question=standing.question, by=request.user)
    messages.success(request, _("Only you see this question again."))
    return redirect("sessions_app:question", question_id)


@require_http_methods(CHANGE)
def discard(request, question_id):
    standing = _own(request, question_id)
    if request.method == "POST":
        verbs.discard_question(question=standing.question, by=request.user)
        messages.success(request, _("The question is gone."))
        return redirect("sessions_app:my_questions")
    return render(request, "sessions_app/question_discard.html", pages.question(standing))


@require_http_methods(CHANGE)
def outcome(request, question_id):
    standing = _own(request, question_id)
    form = OutcomeForm(typed(request), initial={"outcome": standing.question.outcome})
    if form.is_bound and form.is_valid():
        told = form.cleaned_data["outcome"]
        if carried_out(form, lambda: verbs.tell_outcome(question=standing.question, outcome=told, by=request.user)):
            return redirect("sessions_app:question", question_id)
    context = pages.question(standing) | {"form": form}
    return render(request, "sessions_app/question_outcome.html", context, status=422 if form.errors else 200)


def _own(request, question_id):
    standing = question_for(request.user, question_id)
    require(standing, "question.write" if standing.is_author else "nobody")
    return standing


def _step(request):
    step = request.POST.get("step") or request.GET.get("step")
    return step if step in STEPS else FIRST


def _keep(standing, form, request):
    seen = request.POST.get("version", "")
    version = int(seen) if seen.isdecimal() and len(seen) < 9 else 0  # noqa: PLR2004 - fits the column
    return verbs.save_question(question=standing.question, fields=form.cleaned_data, seen=version, by=request.user)


def _after(request, question, step):
    if "later" in request.POST:
        return reverse("sessions_app:my_questions")
    if step == LAST:
        return reverse("sessions_app:question_share", args=[question.pk])
    return reverse("sessions_app:question_write", args=[question.pk]) + f"?step={next_step(step)}"
