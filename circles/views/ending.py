"""Close a circle, or open it again."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from circles.access import circle_for
from circles.domain import ending
from circles.forms import posted
from circles.forms.ending import CloseForm
from circles.rights import require


@require_http_methods(["GET", "HEAD", "POST"])
def close(request, circle_id):
    standing = circle_for(request.user, circle_id)
    require(standing, "circle.close")
    form = CloseForm(posted(request), circle=standing.circle)
    if form.carry_out(lambda data: ending.close(by=request.user, circle=standing.circle, **data)):
        messages.success(request, _("The circle is closed. Everybody gets a mail."))
        return redirect("circles:circle", circle_id)
    return render(request, "circles/close.html", {"form": form, "circle": standing.circle}, status=form.status)


@require_POST
def reopen(request, circle_id):
    standing = circle_for(request.user, circle_id)
    require(standing, "circle.close")
    ending.reopen(by=request.user, circle=standing.circle)
    messages.success(request, _("The circle is open again. Nothing will be erased."))
    return redirect("circles:circle", circle_id)
