"""Ask somebody else to run the circle; and say yes or no to that."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from circles import queries
from circles.access import circle_for, handover_for
from circles.domain import hand_over as domain
from circles.forms import HandOverForm, posted
from circles.models import Handover
from circles.rights import require

SAID = {
    Handover.Kind.OVER: gettext_lazy("You run this circle from now on."),
    Handover.Kind.BESIDE: gettext_lazy("You run this circle with the others from now on."),
    Handover.Kind.MONEY: gettext_lazy("You are the treasurer of this circle from now on."),
    Handover.Kind.LEAD: gettext_lazy("You can be chosen to lead meetings. You get a mail when that happens."),
}


@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request, circle_id):
    standing = circle_for(request.user, circle_id)
    require(standing, "circle.hand_over")
    circle, back = standing.circle, reverse("circles:circle", args=[circle_id])
    members = [member for member in queries.seated(circle) if member.user_id != request.user.pk]
    form = HandOverForm(posted(request), members=members, cancel=back)
    if form.carry_out(lambda data: domain.ask(by=request.user, circle=circle, to_email=data["to_email"])):
        messages.success(request, _("Asked. Until they say yes you run the circle."))
        return redirect("circles:hand_over", circle_id)
    asked = _mine(circle, request.user).first()
    known = {member.user.email: member.user.name for member in members}
    who = known.get(asked.to_email, asked.to_email) if asked else ""
    context = {"form": form, "circle": circle, "asked": asked, "who": who}
    return render(request, "circles/hand_over.html", context, status=form.status)


@require_POST
def take_back(request, circle_id):
    standing = circle_for(request.user, circle_id)
    require(standing, "circle.hand_over")
    asked = _mine(standing.circle, request.user).select_related("circle").first()
    if asked is None:
        raise Http404
    domain.take_back(by=request.user, handover=asked)
    messages.success(request, _("You keep running the circle."))
    return redirect("circles:hand_over", circle_id)


@require_safe
def handover(request, handover_id):
    """For who is asked."""
    asked = handover_for(request.user, handover_id)
    return render(request, "circles/handover.html", {"handover": asked, "circle": asked.circle})


@require_POST
def take_over(request, handover_id):
    asked = handover_for(request.user, handover_id)
    domain.take_over(by=request.user, handover=asked)
    messages.success(request, SAID[asked.kind])
    if asked.kind == Handover.Kind.LEAD:  # there may be nothing to see in the circle yet
        return redirect("circles:mine")
    return redirect("circles:circle", asked.circle_id)


@require_POST
def refuse(request, handover_id):
    domain.refuse(by=request.user, handover=handover_for(request.user, handover_id))
    messages.success(request, _("You said no. Nothing changes."))
    return redirect("circles:mine")


def _mine(circle, user):
    """The open question of this coordinator to take over from them."""
    return circle.handovers.filter(state=Handover.State.OPEN, kind=Handover.Kind.OVER, by=user)
