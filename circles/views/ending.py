"""Close a circle, change how long it can be read, or open it again."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from circles.access import circle_for
from circles.domain import ending
from circles.domain.change_term import change_term
from circles.forms import posted
from circles.forms.ending import CloseForm, TermForm
from circles.life import ending_of
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


@require_http_methods(["GET", "HEAD", "POST"])
def term(request, circle_id):
    """Another day for the erasing, of a circle that stays closed."""
    standing = circle_for(request.user, circle_id)
    require(standing, "circle.close")
    last = ending_of(standing.circle)
    if last is None or last.erased_at:
        raise Http404
    form = TermForm(posted(request), ending=last)
    if form.carry_out(lambda data: change_term(by=request.user, circle=standing.circle, **data)):
        messages.success(request, _("The new day is noted. Everybody gets a mail."))
        return redirect("circles:circle", circle_id)
    context = {"form": form, "circle": standing.circle, "ending": last}
    return render(request, "circles/term.html", context, status=form.status)


@require_POST
def reopen(request, circle_id):
    standing = circle_for(request.user, circle_id)
    require(standing, "circle.close")
    ending.reopen(by=request.user, circle=standing.circle)
    messages.success(request, _("The circle is open again. Nothing will be erased."))
    return redirect("circles:circle", circle_id)
