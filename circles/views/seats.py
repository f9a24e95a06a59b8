"""Who sat where; take a break; let somebody else take a seat over."""

import datetime

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from circles import queries
from circles.access import circle_for
from circles.domain import pause as breaks
from circles.domain.replace import invite_successor
from circles.forms import PauseForm, SuccessorForm, posted
from circles.models import Membership
from circles.rights import require


@require_safe
def history(request, circle_id):
    """Every seat with everybody who had it. Why somebody stopped is for coordinators and themselves."""
    standing = circle_for(request.user, circle_id)
    require(standing, "circle.seats")
    context = {"standing": standing, "circle": standing.circle, "seats": queries.seat_history(standing.circle)}
    return render(request, "circles/seats.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def pause(request, circle_id, membership_id):
    """Of one's own seat, or by a coordinator for somebody else."""
    standing, member = _seat(request, circle_id, membership_id)
    form = PauseForm(posted(request), cancel=_back(circle_id), initial=_days(request))
    if form.carry_out(lambda data: breaks.pause(by=request.user, membership=member, **data)):
        messages.success(request, _("The pause is noted."))
        return redirect("circles:pause", circle_id, membership_id)
    pauses = member.pauses.filter(last__gte=timezone.localdate())
    context = {"form": form, "circle": standing.circle, "member": member, "pauses": pauses}
    context["mine"] = member.user_id == request.user.pk
    return render(request, "circles/pause.html", context, status=form.status)


@require_POST
def end_pause(request, circle_id, membership_id, pause_id):
    _standing, member = _seat(request, circle_id, membership_id)
    found = member.pauses.filter(pk=pause_id).select_related("membership").first()
    if found is None:
        raise Http404
    breaks.end_pause(by=request.user, pause=found)
    messages.success(request, _("The pause has ended. Reminders come again."))
    return redirect("circles:pause", circle_id, membership_id)


@require_http_methods(["GET", "HEAD", "POST"])
def successor(request, circle_id, membership_id):
    """Invite somebody of the same area to take this seat over."""
    standing = circle_for(request.user, circle_id)
    require(standing, "circle.invite")
    member = _seated(standing, membership_id)
    form = SuccessorForm(posted(request), cancel=_back(circle_id))
    if form.carry_out(lambda data: invite_successor(by=request.user, membership=member, **data)):
        messages.success(request, _("Invited. Until they say yes %(name)s keeps the seat.") % {"name": member.user})
        return redirect("circles:forming", circle_id)
    context = {"form": form, "circle": standing.circle, "member": member}
    return render(request, "circles/successor.html", context, status=form.status)


def _seat(request, circle_id, membership_id):
    standing = circle_for(request.user, circle_id)
    require(standing, "circle.pause")
    member = _seated(standing, membership_id)
    if member.user_id != request.user.pk and not standing.is_coordinator:
        raise Http404
    return standing, member


def _seated(standing, membership_id) -> Membership:
    seats = standing.circle.memberships.filter(pk=membership_id, left_at__isnull=True)
    found = seats.select_related("circle", "user", "area").first()
    if found is None:
        raise Http404
    return found


def _back(circle_id) -> str:
    return reverse("circles:circle", args=[circle_id])


def _days(request) -> dict:
    """The day of the meeting from which somebody came here, if any."""
    try:
        day = parse_date(request.GET.get("dag", ""))
    except ValueError:
        day = None
    return {"first": day, "last": day} if isinstance(day, datetime.date) else {}
