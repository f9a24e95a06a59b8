"""When can you come? On the page of the poll, or by the link in a mail; each press is saved at once."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from sessions_app import pages_poll, polls
from sessions_app.access import season_for
from sessions_app.domain.say_when import say_when
from sessions_app.forms import carried_out, typed
from sessions_app.forms_poll import WhenForm
from sessions_app.rights import require

CHANGE = ["GET", "HEAD", "POST"]


@require_http_methods(CHANGE)
def poll(request, season_id):
    """Members answer; who leads and the network see how many can. Who plans and has no seat gets the overview."""
    standing = season_for(request.user, season_id)
    asked = polls.of_season_or_404(standing.season)
    if request.method == "POST":
        require(standing, "poll.answer")
    elif not polls.is_on(asked):
        return redirect("sessions_app:season", season_id)
    elif standing.may("season.plan") and not standing.membership:
        return redirect("sessions_app:poll_overview", season_id)
    form, board = _said(request, asked, standing.membership)
    if form.is_bound and not form.errors and not request.htmx:
        messages.success(request, _words(board, standing.membership))
        return redirect("circles:circle", standing.circle.pk)
    return _page(request, form, board, standing.membership, {"standing": standing})


@login_not_required
@never_cache
@require_http_methods(CHANGE)
def by_link(request, token):
    """GET shows (mail scanners follow links), POST stores. 410 when the term has passed or the dates were picked."""
    asked, member = polls.by_token(token)
    if not polls.takes_answers(asked):
        return render(request, "sessions_app/poll_gone.html", pages_poll.short(asked), status=410)
    form, board = _said(request, asked, member)
    done = form.is_bound and not form.errors
    return _page(request, form, board, member, {"by_link": True, "stored": _words(board, member) if done else ""})


def _said(request, asked, member):
    """The form, and everything as it is after what was said is stored."""
    board = polls.board(asked)
    form = WhenForm(typed(request), days=board.days)
    if form.is_bound and form.is_valid():
        by = member.user if member else request.user
        if carried_out(form, lambda: say_when(poll=asked, member=member, answers=form.answers, by=by)):
            board = polls.board(asked)
    return form, board


def _page(request, form, board, member, context):
    if request.htmx and form.is_bound:
        return _pieces(request, form, board, member)
    context |= pages_poll.mine(board, member, form.given if form.errors else None)
    context["wrong"] = form.non_field_errors() or (form.errors and [_("Choose one of the three answers.")])
    return render(request, "sessions_app/poll.html", context, status=422 if form.errors else 200)


def _pieces(request, form, board, member):
    """What changed on the page after one press."""
    said = form.answers if not form.errors else {}
    context = {"days": [day for day in board.days if day.proposed.pk in said]} | pages_poll.counted(board, member)
    context["wrong"] = form.non_field_errors() or (form.errors and [_("Choose one of the three answers.")])
    return render(request, "sessions_app/_poll_pieces.html", context, status=422 if form.errors else 200)


def _words(board, member) -> str:
    left = len(board.asks(member.pk)) - board.filled(member.pk)
    if not left:
        return _("Your answers are saved. That is all of them.")
    words = ngettext(
        "Your answers are saved. %(n)s date is still open.", "Your answers are saved. %(n)s dates are still open.", left
    )
    return words % {"n": left}
