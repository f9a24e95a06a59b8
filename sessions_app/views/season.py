"""The pages of a season: look, plan, start, close."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sessions_app import pages, pages_poll, polls, queries
from sessions_app.access import inside_circle, season_for
from sessions_app.cadence import proposals
from sessions_app.domain.plan_season import change_plan, plan_season
from sessions_app.domain.start_season import close_season, start_season
from sessions_app.forms import CadenceForm, PlanFormSet, Whole, carried_out, typed
from sessions_app.models import MOST_MEETINGS, Season
from sessions_app.next_season import new_season
from sessions_app.rights import require


@require_GET
def of_circle(request, circle_id):
    """The season that is on; where there is none, the page that says what to do."""
    standing = inside_circle(request.user, circle_id)
    season = queries.current_season(standing.circle)
    if season:
        return redirect("sessions_app:season", season.pk)
    return render(request, "sessions_app/no_season.html", {"standing": standing, "circle": standing.circle})


@require_http_methods(["GET", "HEAD", "POST"])
def new(request, circle_id):
    standing = inside_circle(request.user, circle_id)
    require(standing, "season.plan")
    form = CadenceForm(typed(request), submit=_("Make a proposal"), initial=new_season(standing.circle))
    made = []
    if request.method == "POST" and form.is_valid():
        slots = proposals(form.slot, form.cleaned_data["weeks"], form.cleaned_data["count"])
        name = form.cleaned_data["name"]
        if carried_out(
            form, lambda: made.append(plan_season(circle=standing.circle, name=name, slots=slots, by=request.user))
        ):
            return redirect("sessions_app:season_plan", made[0].pk)
    return _form(request, form, "sessions_app/season_new.html", {"circle": standing.circle})


@require_GET
def season(request, season_id):
    standing = season_for(request.user, season_id)
    return render(request, "sessions_app/season.html", pages.season(standing) | pages_poll.of_season(standing))


@require_http_methods(["GET", "HEAD", "POST"])
def plan(request, season_id):
    standing = season_for(request.user, season_id)
    require(standing, "season.plan")
    if standing.season.state != Season.State.PLANNED:
        return redirect("sessions_app:season", season_id)
    if request.method != "POST" and polls.on_in(standing.season):
        return redirect("sessions_app:poll_change", season_id)
    if "add" in request.POST:
        return _plan_page(request, standing, PlanFormSet(initial=pages.rows_with_one_more(request.POST)))
    if request.method == "POST":
        rows = PlanFormSet(request.POST)
        if rows.is_valid() and carried_out(
            Whole(rows), lambda: change_plan(season=standing.season, slots=rows.slots, by=request.user)
        ):
            messages.success(request, _("The dates are saved."))
            return redirect("sessions_app:season", season_id)
        return _plan_page(request, standing, rows, status=422)
    return _plan_page(request, standing, PlanFormSet(initial=pages.rows_of(standing.season)))


@require_POST
def start(request, season_id):
    standing = season_for(request.user, season_id)
    require(standing, "season.plan")
    start_season(season=standing.season, by=request.user)
    messages.success(request, _("The season has started. Everybody gets the dates by mail."))
    return redirect("sessions_app:season", season_id)


@require_POST
def close(request, season_id):
    standing = season_for(request.user, season_id)
    require(standing, "season.plan")
    close_season(season=standing.season, by=request.user)
    messages.success(request, _("The season is closed."))
    return redirect("sessions_app:season", season_id)


def _plan_page(request, standing, rows, status=200):
    context = {"standing": standing, "season": standing.season, "circle": standing.circle, "rows": rows}
    context["may_add"] = len(rows.forms) < MOST_MEETINGS
    return render(request, "sessions_app/season_plan.html", context, status=status)


def _form(request, form, template, context):
    status = 422 if form.errors else 200
    return render(request, template, {"form": form, **context}, status=status)
