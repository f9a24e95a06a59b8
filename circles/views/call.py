"""Open themes, for everybody; and asking to join one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from circles import queries
from circles.access import coordinator_of, own_interest
from circles.domain.interest import express_interest, withdraw_interest
from circles.forms import InterestForm, posted
from circles.models import SEATS, SEATS_TO_START
from circles.table import call_table


@login_not_required
@require_safe
def open_themes(request):
    return render(request, "circles/open.html", {"calls": _with_tables(queries.open_calls())})


@login_not_required
@require_safe
def call(request, circle_id):
    """What a stranger needs to know in a minute. Nobody is named."""
    circle = _calling(circle_id)
    context = {
        "circle": circle,
        "table": call_table(circle.taken),
        "missing": max(0, SEATS_TO_START - circle.taken),
        "free": SEATS - circle.taken,
        "asked": request.user.is_authenticated and own_interest(request.user, circle.pk),
    }
    return render(request, "circles/call.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def interest(request, circle_id):
    circle = _calling(circle_id)
    back = reverse("circles:call", args=[circle_id])
    if own_interest(request.user, circle.pk):
        return redirect(back)
    form = InterestForm(posted(request), user=request.user, cancel=back)
    if form.carry_out(lambda data: express_interest(by=request.user, circle=circle, **_told(data))):
        messages.success(request, _("Sent. You get a mail when the coordinator has answered."))
        return redirect(back)
    context = {"form": form, "circle": circle, "coordinator": coordinator_of(circle), "areas": queries.areas()}
    return render(request, "circles/interest.html", context, status=form.status)


@require_POST
def withdraw(request, circle_id):
    found = own_interest(request.user, circle_id)
    if found is None:
        raise Http404
    withdraw_interest(by=request.user, interest=found)
    messages.success(request, _("You no longer ask to join."))
    return redirect("circles:mine")


def _calling(circle_id):
    circle = queries.open_calls().filter(pk=circle_id).first()
    if circle is None:
        raise Http404
    return circle


def _told(data: dict) -> dict:
    return {key: value for key, value in data.items() if key != "commit"}


def _with_tables(calls) -> list[tuple]:
    return [(circle, call_table(circle.taken, "small")) for circle in calls]
