"""Do you stay for the next season? From the page of the circle, or by one tap in a mail."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from sessions_app import staying
from sessions_app.access import inside_circle
from sessions_app.domain import stay as verbs
from sessions_app.forms import carried_out, typed
from sessions_app.forms_case import AnswerForm
from sessions_app.models import Stay
from sessions_app.rights import require

CHANGE = ["GET", "HEAD", "POST"]


@require_POST
def ask(request, circle_id):
    standing = inside_circle(request.user, circle_id)
    require(standing, "season.plan")
    count = verbs.ask_who_stays(circle=standing.circle, by=request.user)
    sent = ngettext("%(count)s member gets the question by mail.", "%(count)s members get the question by mail.", count)
    messages.success(request, sent % {"count": count})
    return redirect("sessions_app:season_next", circle_id)


@require_http_methods(CHANGE)
def stay(request, circle_id):
    standing = inside_circle(request.user, circle_id)
    require(standing, "season.stay")
    asked = staying.mine_or_404(standing.circle, standing.membership)
    form = AnswerForm(typed(request))
    if form.is_bound and form.is_valid() and carried_out(form, lambda: _say(asked, form)):
        messages.success(request, _("Your answer is saved."))
        return redirect("sessions_app:stay", circle_id)
    return render(request, "sessions_app/stay.html", _context(asked), status=422 if form.errors else 200)


@login_not_required
@never_cache
@require_http_methods(CHANGE)
def by_link(request, token):
    """GET shows (mail scanners follow links), POST stores. 410 when the next season has begun."""
    asked = staying.by_token(token)
    if not staying.is_open(asked):
        return render(request, "sessions_app/stay_gone.html", _context(asked), status=410)
    form = AnswerForm(typed(request))
    chosen = request.GET.get("answer", "")
    context = {"by_link": True, "chosen": chosen if chosen in Stay.Answer.values else ""}
    if form.is_bound and form.is_valid() and carried_out(form, lambda: _say(asked, form)):
        context = {"by_link": True, "stored": True}
        asked = staying.by_token(token)
    return render(request, "sessions_app/stay.html", _context(asked) | context, status=422 if form.errors else 200)


def _say(asked: Stay, form) -> None:
    verbs.say(stay=asked, value=form.cleaned_data["answer"], by=asked.membership.user)


def _context(asked: Stay) -> dict:
    return {"stay": asked, "season": asked.season, "circle": asked.season.circle, "member": asked.membership}
