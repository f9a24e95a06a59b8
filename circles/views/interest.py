"""Asking to join: in small steps, kept while one types, sent when one says so; and where one stands after that."""

from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from circles import availability, places
from circles.access import coordinator_names, open_invitations
from circles.domain import draft as verbs
from circles.domain.interest import withdraw_interest
from circles.domain.wishes import Wish, all_of, wish_of
from circles.forms.interest import ORDER, STEPS, starting_answers, step_after, told
from circles.forms.refusal import posted
from circles.waiting import standing_of
from praktijkkring.errors import Refused

CHANGE = ["GET", "HEAD", "POST"]


@require_safe
def mine(request):
    """Where I asked, what I am writing, what I proposed and supported."""
    return render(request, "circles/my_interests.html", all_of(request.user))


@require_safe
def interest(request, circle_id):
    """Where my wish stands; for who did not send one: the first step that is open."""
    wish = _wish(request, circle_id)
    if wish.interest is None or (wish.can_write and not wish.is_waiting):
        return redirect(_next_page(wish), *_next_args(wish))
    context = {
        "wish": wish,
        "interest": wish.interest,
        "circle": wish.circle,
        "available": wish.interest.available,
        "standing": standing_of(wish.interest),
        "coordinator": coordinator_names(wish.circle),
        "invitation": open_invitations(request.user).filter(circle_id=circle_id).first(),
    }
    return render(request, "circles/my_interest.html", context)


@require_http_methods(CHANGE)
def step(request, circle_id, step):
    """One small screen; works without scripts too."""
    wish = _wish(request, circle_id)
    if step not in STEPS:
        raise Http404
    verbs.may_write(request.user, wish.circle)
    answers = wish.draft.answers if wish.draft else starting_answers(request.user)
    form = STEPS[step](posted(request), initial=answers)
    if draft := form.carry_out(lambda data: _keep(request, wish, data)):
        return redirect(*_after(request, wish, step, draft))
    return render(request, "circles/interest_step.html", _step_page(wish, step, form), status=form.status)


@require_POST
def save(request, circle_id, step):
    """What was typed so far, from a script: answers with the new version, or says in words what is wrong."""
    wish = _wish(request, circle_id)
    if step not in STEPS:
        raise Http404
    form = STEPS[step](request.POST, partly=True)
    if not form.is_valid():
        return JsonResponse({"error": " ".join(e for errors in form.errors.values() for e in errors)}, status=422)
    try:
        draft = _keep(request, wish, form.cleaned_data)
    except Refused as refusal:
        return JsonResponse({"error": str(refusal)}, status=409)
    return JsonResponse({"version": draft.version, "advice": ""})


@require_http_methods(CHANGE)
def review(request, circle_id):
    """Read it over, then send."""
    wish = _wish(request, circle_id)
    verbs.may_write(request.user, wish.circle)
    clean, missing = told(wish.draft.answers if wish.draft else {})
    if request.method == "POST" and not missing:
        verbs.send(by=request.user, circle=wish.circle, **clean)
        messages.success(request, _("Sent. You get a mail when the coordinator has answered."))
        return redirect("circles:interest", circle_id)
    page = _review_page(wish, missing)
    return render(request, "circles/interest_review.html", page, status=422 if request.method == "POST" else 200)


@require_POST
def change(request, circle_id):
    """Take what was sent in hand again. The coordinator keeps it until it is sent anew."""
    wish = _wish(request, circle_id)
    if not wish.is_waiting:
        raise Http404
    if wish.draft is None:
        verbs.reopen(by=request.user, interest=wish.interest)
    return redirect("circles:interest_review", circle_id)


@require_http_methods(CHANGE)
def discard(request, circle_id):
    """Throw away what was not sent."""
    wish = _wish(request, circle_id)
    if wish.draft is None:
        raise Http404
    if request.method == "POST":
        verbs.discard(by=request.user, circle=wish.circle)
        messages.success(request, _("What you wrote is gone."))
        return redirect("circles:my_interests")
    return render(request, "circles/interest_discard.html", {"circle": wish.circle, "sent": wish.is_waiting})


@require_http_methods(CHANGE)
def withdraw(request, circle_id):
    wish = _wish(request, circle_id)
    if not wish.is_waiting:
        raise Http404
    if request.method == "POST":
        withdraw_interest(by=request.user, interest=wish.interest)
        messages.success(request, _("You no longer ask to join."))
        return redirect("circles:my_interests")
    return render(request, "circles/interest_withdraw.html", {"circle": wish.circle})


def _wish(request, circle_id) -> Wish:
    wish = wish_of(request.user, circle_id)
    if wish is None:
        raise Http404
    return wish


def _keep(request, wish: Wish, data: dict):
    seen = request.POST.get("version", "")
    version = int(seen) if seen.isdecimal() and len(seen) < 9 else 0  # noqa: PLR2004 - fits the column
    return verbs.keep(by=request.user, circle=wish.circle, answers=data, seen=version)


def _after(request, wish: Wish, step: str, draft) -> tuple:
    if "later" in request.POST:
        return ("circles:my_interests",)
    following = step_after(step)
    if following is None or not told(draft.answers)[1]:
        return ("circles:interest_review", wish.circle.pk)
    return ("circles:interest_step", wish.circle.pk, following)


def _next_page(wish: Wish) -> str:
    return "circles:interest_step" if _next_args(wish)[1:] else "circles:interest_review"


def _next_args(wish: Wish) -> list:
    """The circle, and the first step that is not complete; only the circle when all are."""
    _clean, missing = told(wish.draft.answers if wish.draft else {})
    return [wish.circle.pk, *missing[:1]]


def _step_page(wish: Wish, step: str, form) -> dict:
    if form.is_bound and wish.draft:  # somebody else's tab may have been faster: pressing again keeps this one
        wish.draft.refresh_from_db(fields=["version"])
    return {
        "form": form,
        "circle": wish.circle,
        "coordinator": coordinator_names(wish.circle),
        "step": step,
        "number": ORDER.index(step) + 1,
        "steps": len(ORDER),
        "before": ORDER[ORDER.index(step) - 1] if ORDER.index(step) else "",
        "version": wish.draft.version if wish.draft else 0,
        "days": availability.DAYS,
        "parts": availability.PARTS,
        "areas": places.listed_areas() if step == "plek" else [],
        "sent": wish.is_waiting,
    }


def _review_page(wish: Wish, missing: list[str]) -> dict:
    answers = wish.draft.answers if wish.draft else {}
    return {
        "circle": wish.circle,
        "coordinator": coordinator_names(wish.circle),
        "answers": answers,
        "draft": wish.draft,
        "available": availability.in_words(answers.get("availability", [])),
        "missing": [(name, STEPS[name].title) for name in missing],
        "sent": wish.is_waiting,
    }
