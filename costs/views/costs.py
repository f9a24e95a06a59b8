"""The page about money of a season, and its plan."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from circles.access import circle_for
from costs.access import costs_for, current_costs
from costs.domain.divide import divide, fix
from costs.domain.follow import follow
from costs.domain.plan import plan
from costs.forms import LinesFormSet, PlanForm, SeenForm
from costs.page import costs_page, plan_forms, waiting_for
from praktijkkring.errors import Refused


@require_safe
def of_circle(request, circle_id):
    """The money of the season that is on."""
    costs = current_costs(circle_for(request.user, circle_id))
    if costs is None:
        raise Http404
    return redirect("costs:season", costs.season.pk)


@require_safe
def season(request, season_id):
    return render(request, "costs/season.html", costs_page(costs_for(request.user, season_id)))


@require_http_methods(["GET", "HEAD", "POST"])
def edit_plan(request, season_id):
    """The plan: rows, key and sponsor. ``more`` adds empty rows and keeps what was typed. Once fixed there is no form."""
    costs = costs_for(request.user, season_id, "costs.change")
    if request.method != "POST":
        if costs.budget and costs.budget.locked_at:
            return redirect("costs:fix", season_id)
        return _plan_page(request, costs, *plan_forms(costs))
    if "more" in request.POST:
        return _plan_page(request, costs, *plan_forms(costs, request.POST, more=True))
    form, lines = PlanForm(request.POST), LinesFormSet(request.POST, prefix="lines")
    if form.is_valid() and lines.is_valid():
        try:
            plan(season=costs.season, by=request.user, lines=lines.filled(), **_plan_facts(form))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("costs:season", costs.season.pk)
    return _plan_page(request, costs, form, lines, status=422)


def _plan_facts(form) -> dict:
    data = form.cleaned_data
    return {"key": data["key"], "sponsor_name": data["sponsor_name"], "sponsor_cents": data["sponsor_cents"] or 0}


def _plan_page(request, costs, form, lines, status=200):
    context = {"costs": costs, "circle": costs.circle, "form": form, "lines": lines}
    return render(request, "costs/plan.html", context, status=status)


@require_POST
def divide_again(request, season_id):
    costs = costs_for(request.user, season_id, "costs.change")
    divide(season=costs.season, by=request.user)
    return redirect("costs:season", season_id)


@require_http_methods(["GET", "HEAD", "POST"])
def fix_division(request, season_id):
    """Asks first: after this nothing changes any more."""
    costs = costs_for(request.user, season_id, "costs.change")
    if request.method == "POST":
        fix(season=costs.season, by=request.user)
        return redirect("costs:season", season_id)
    context = costs_page(costs) | {"title": _("Fix the division")}
    return render(request, "costs/fix.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def follow_changes(request, season_id):
    """The shares beside what they become now that somebody joined or left; a POST applies what was shown."""
    costs = costs_for(request.user, season_id, "costs.change")
    form = SeenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            follow(season=costs.season, by=request.user, seen=form.cleaned_data["seen"])
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("The shares follow who sits at the table. Whose amount changed gets a mail."))
            return redirect("costs:season", season_id)
    context = {"costs": costs, "circle": costs.circle, "season": costs.season, "budget": costs.budget, "form": form}
    context["proposal"] = waiting_for(costs)
    status = 422 if request.method == "POST" else 200
    return render(request, "costs/follow.html", context, status=status)
