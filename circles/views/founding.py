"""Found a circle, describe it, start it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from circles.access import circle_for
from circles.domain import found as domain
from circles.domain.start import start as start_circle
from circles.forms import CircleForm, FoundForm, posted
from circles.rights import require


@require_http_methods(["GET", "HEAD", "POST"])
def found(request):
    if not request.user.is_coordinator:
        raise Http404
    form = FoundForm(posted(request), language=get_language())
    if circle := form.carry_out(lambda data: domain.found(by=request.user, **data)):
        messages.success(request, _("The circle is there. Now invite people."))
        return redirect("circles:invitations", circle.pk)
    return render(request, "circles/found.html", {"form": form}, status=form.status)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, circle_id):
    standing = circle_for(request.user, circle_id)
    require(standing, "circle.edit")
    form = CircleForm(posted(request), instance=standing.circle)
    if circle := form.carry_out(lambda data: domain.describe(by=request.user, circle=standing.circle, **data)):
        messages.success(request, _("Saved."))
        return redirect("circles:circle", circle.pk)
    return render(request, "circles/edit.html", {"form": form, "circle": standing.circle}, status=form.status)


@require_POST
def start(request, circle_id):
    standing = circle_for(request.user, circle_id)
    require(standing, "circle.start")
    start_circle(by=request.user, circle=standing.circle)
    messages.success(request, _("The circle has started. Its season can start now."))
    return redirect("circles:circle", circle_id)
