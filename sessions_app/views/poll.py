"""The coordinator's side of a date poll: ask, look, change, remind, pick or stop."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sessions_app import pages_poll, polls
from sessions_app.access import season_for
from sessions_app.domain import ask_dates as verbs
from sessions_app.domain.pick_dates import pick_dates
from sessions_app.domain.stop_asking import stop_asking
from sessions_app.forms import carried_out, typed
from sessions_app.forms_poll import DatesForms, PickForm
from sessions_app.models import Season
from sessions_app.rights import require

CHANGE = ["GET", "HEAD", "POST"]


@require_http_methods(CHANGE)
def new(request, season_id):
    standing = season_for(request.user, season_id)
    require(standing, "season.plan")
    if standing.season.state != Season.State.PLANNED:
        return redirect("sessions_app:season", season_id)
    if polls.is_on(polls.of_season(standing.season)):
        return redirect("sessions_app:poll_overview", season_id)
    first = pages_poll.first_rows(standing.season), pages_poll.first_term(standing.season)
    forms = DatesForms(typed(request), *first)
    if forms.is_valid() and carried_out(
        forms, lambda: verbs.ask_dates(season=standing.season, by=request.user, **forms.asked)
    ):
        messages.success(request, _("The circle is asked who can when. Here you see the answers come in."))
        return redirect("sessions_app:poll_overview", season_id)
    return _dates_page(request, standing, forms)


@require_http_methods(CHANGE)
def change(request, season_id):
    standing, poll = _planned(request, season_id)
    if request.method != "POST" and not polls.is_on(poll):
        return redirect("sessions_app:season", season_id)
    board = polls.board(poll)
    forms = DatesForms(
        typed(request), pages_poll.rows_of_poll(board), pages_poll.term(poll), known=pages_poll.known(board)
    )
    lapsed = []
    if forms.is_valid() and carried_out(
        forms,
        lambda: lapsed.append(verbs.change_dates(poll=poll, seen=forms.seen, by=request.user, **forms.asked)),
    ):
        messages.success(request, _("The dates are saved."))
        if lapsed[0]:
            messages.info(request, _lapsed(lapsed[0]))
        return redirect("sessions_app:poll_overview", season_id)
    return _dates_page(request, standing, forms, board)


def _lapsed(count) -> str:
    words = ngettext(
        "%(count)d answer to an earlier date has lapsed. Whoever must answer again gets a mail.",
        "%(count)d answers to earlier dates have lapsed. Whoever must answer again gets a mail.",
        count,
    )
    return words % {"count": count}


def _dates_page(request, standing, forms, board=None):
    context = {"standing": standing, "season": standing.season, "circle": standing.circle, "forms": forms}
    context |= {"board": board, "rows": pages_poll.rows_with_answers(forms.rows, board)}
    return render(request, "sessions_app/poll_dates.html", context, status=422 if forms.is_sent else 200)


@require_safe
def overview(request, season_id):
    standing = season_for(request.user, season_id)
    require(standing, "poll.names")
    poll = polls.of_season_or_404(standing.season)
    if not polls.is_on(poll):
        return redirect("sessions_app:season", season_id)
    return render(request, "sessions_app/poll_overview.html", pages_poll.overview(polls.board(poll), standing))


@require_POST
def pick(request, season_id):
    standing, poll = _planned(request, season_id)
    board = polls.board(poll)
    form = PickForm(request.POST, days=board.days)
    if form.is_valid() and carried_out(
        form,
        lambda: pick_dates(
            poll=poll, chosen=set(form.cleaned_data["chosen"]), seen=form.cleaned_data["version"], by=request.user
        ),
    ):
        messages.success(request, _("The dates are picked. When you start the season, everybody gets them by mail."))
        return redirect("sessions_app:season", season_id)
    chosen = form.ticked
    context = pages_poll.overview(board, standing, chosen) | {"wrong": form.errors}
    return render(request, "sessions_app/poll_overview.html", context, status=422)


@require_POST
def extend(request, season_id):
    _standing, poll = _planned(request, season_id)
    poll = verbs.extend(poll=poll, by=request.user)
    messages.success(request, _("There is a week more to answer."))
    return redirect("sessions_app:poll_overview", season_id)


@require_POST
def remind(request, season_id):
    _standing, poll = _planned(request, season_id)
    count = verbs.remind_who_owes(poll=poll, by=request.user)
    sent = ngettext("%(count)s member gets a reminder.", "%(count)s members get a reminder.", count)
    messages.success(request, sent % {"count": count})
    if request.POST.get("from") == "desk":
        return redirect("circles:desk")
    return redirect("sessions_app:poll_overview", season_id)


@require_http_methods(CHANGE)
def stop(request, season_id):
    """Asks once more: what people said is gone then."""
    standing, poll = _planned(request, season_id)
    if request.method == "POST":
        stop_asking(poll=poll, by=request.user)
        messages.success(request, _("The circle is no longer asked. Give the season its dates yourself, or ask again."))
    if request.method == "POST" or not polls.is_on(poll):
        return redirect("sessions_app:season", season_id)
    return render(request, "sessions_app/poll_stop.html", pages_poll.before_stop(polls.board(poll), standing))


def _planned(request, season_id):
    """The season for who plans it, and its poll; Http404 without."""
    standing = season_for(request.user, season_id)
    require(standing, "season.plan")
    return standing, polls.of_season_or_404(standing.season)
