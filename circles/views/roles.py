"""Who has which role and can read what; ask somebody for a role, step down, end a role."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from circles import queries
from circles import roles as rows
from circles.access import circle_for
from circles.domain import hand_over as domain
from circles.forms import AskRoleForm, posted
from circles.models import Handover
from circles.rights import require


@require_safe
def roles(request, circle_id):
    standing = circle_for(request.user, circle_id)
    require(standing, "circle.trail")
    people = rows.people(standing.circle, with_registers=standing.may("circle.people"))
    context = {
        "standing": standing,
        "circle": standing.circle,
        "people": people,
        "alone": sum(person.coordinates for person in people) == 1,
        "asked": rows.by_name(_open(standing.circle), people) if standing.is_coordinator else [],
    }
    return render(request, "circles/roles.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request, circle_id):
    standing = circle_for(request.user, circle_id)
    require(standing, "circle.hand_over")
    circle, back = standing.circle, reverse("circles:roles", args=[circle_id])
    form = AskRoleForm(posted(request), members=queries.seated(circle), cancel=back)
    if form.carry_out(lambda data: _ask(request.user, circle, data)):
        messages.success(request, _("Asked. Nothing changes until they say yes."))
        return redirect(back)
    return render(request, "circles/ask_role.html", {"form": form, "circle": circle}, status=form.status)


@require_POST
def withdraw(request, circle_id, handover_id):
    standing = circle_for(request.user, circle_id)
    require(standing, "circle.hand_over")
    asked = _open(standing.circle).filter(pk=handover_id).first()
    if asked is None:
        raise Http404
    domain.take_back(by=request.user, handover=asked)
    messages.success(request, _("You no longer ask this."))
    return redirect("circles:roles", circle_id)


@require_POST
def step_down(request, circle_id):
    standing = circle_for(request.user, circle_id)
    require(standing, "circle.hand_over")
    domain.step_down(by=request.user, circle=standing.circle)
    messages.success(request, _("You no longer coordinate %(circle)s.") % {"circle": standing.circle})
    return redirect("circles:mine")


@require_POST
def end(request, circle_id, holder_id):
    """The coordinator ends a role; who has it gives it back."""
    standing = circle_for(request.user, circle_id)
    holder = standing.circle.role_holders.filter(pk=holder_id, until__isnull=True).select_related("circle").first()
    if holder is None or not (standing.is_coordinator or holder.user_id == request.user.pk):
        raise Http404
    domain.end_role(by=request.user, holder=holder)
    messages.success(request, _("That role has ended."))
    return redirect("circles:roles", circle_id)


def _open(circle):
    return circle.handovers.filter(state=Handover.State.OPEN).select_related("circle").order_by("created_at")


def _ask(user, circle, data):
    return domain.ask(by=user, circle=circle, to_email=data["to_email"], kind=data["kind"])
