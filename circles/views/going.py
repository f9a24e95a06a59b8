"""Leave a circle, or be taken out of it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from circles.access import circle_for
from circles.domain import depart
from circles.forms import LeaveForm, RemoveForm, posted
from circles.rights import require


@require_http_methods(["GET", "HEAD", "POST"])
def leave(request, circle_id):
    standing = circle_for(request.user, circle_id)
    require(standing, "circle.leave")
    form = LeaveForm(posted(request))
    if form.carry_out(lambda data: depart.leave(by=request.user, membership=standing.membership, **data)):
        messages.success(request, _("You left %(circle)s.") % {"circle": standing.circle})
        return redirect("circles:mine")
    context = {"form": form, "circle": standing.circle, "standing": standing}
    return render(request, "circles/leave.html", context, status=form.status)


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request, circle_id, membership_id):
    standing = circle_for(request.user, circle_id)
    require(standing, "circle.remove")
    seated = standing.circle.memberships.filter(pk=membership_id, left_at__isnull=True)
    member = seated.select_related("user", "circle").first()
    if member is None:
        raise Http404
    form = RemoveForm(posted(request))
    if form.carry_out(lambda data: depart.remove(by=request.user, membership=member, **data)):
        messages.success(request, _("%(name)s is out of the circle. The seat is free.") % {"name": member.user})
        return redirect("circles:circle", circle_id)
    context = {"form": form, "circle": standing.circle, "member": member}
    return render(request, "circles/remove.html", context, status=form.status)
