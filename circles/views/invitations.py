"""The coordinator invites people and follows what they answer."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from circles.access import circle_for, invitation_for
from circles.domain import pursue
from circles.domain.invite import invite, invite_again, seats_to_offer
from circles.forms import InviteForm, posted
from circles.rights import require


@require_http_methods(["GET", "HEAD", "POST"])
def invitations(request, circle_id):
    standing = circle_for(request.user, circle_id)
    require(standing, "circle.invite")
    circle = standing.circle
    form = InviteForm(posted(request))
    if made := form.carry_out(lambda data: invite(by=request.user, circle=circle, **data)):
        sent = ngettext("%(count)s invitation is on its way.", "%(count)s invitations are on their way.", len(made))
        messages.success(request, sent % {"count": len(made)})
        return redirect("circles:invitations", circle_id)
    context = {
        "form": form,
        "circle": circle,
        "invitations": circle.invitations.order_by("-created_at", "-pk"),
        "to_offer": max(0, seats_to_offer(circle)),
    }
    return render(request, "circles/invitations.html", context, status=form.status)


@require_POST
def remind(request, circle_id, invitation_id):
    invitation = invitation_for(request.user, circle_id, invitation_id)
    pursue.remind(by=request.user, invitation=invitation)
    messages.success(request, _("%(email)s gets a reminder.") % {"email": invitation.email})
    return redirect("circles:invitations", circle_id)


@require_POST
def remind_all(request, circle_id):
    standing = circle_for(request.user, circle_id)
    require(standing, "circle.invite")
    count = pursue.remind_all(by=request.user, circle=standing.circle)
    sent = ngettext("%(count)s person gets a reminder.", "%(count)s people get a reminder.", count)
    messages.success(request, sent % {"count": count})
    return redirect("circles:desk")


@require_POST
def withdraw(request, circle_id, invitation_id):
    invitation = invitation_for(request.user, circle_id, invitation_id)
    pursue.withdraw(by=request.user, invitation=invitation)
    messages.success(request, _("The invitation to %(email)s no longer works.") % {"email": invitation.email})
    return redirect("circles:invitations", circle_id)


@require_POST
def again(request, circle_id, invitation_id):
    invitation = invitation_for(request.user, circle_id, invitation_id)
    invite_again(by=request.user, invitation=invitation)
    messages.success(request, _("%(email)s gets a new invitation.") % {"email": invitation.email})
    return redirect("circles:invitations", circle_id)
