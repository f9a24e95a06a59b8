"""One share: how it came about, and noting by hand who has paid."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from costs.access import share_for, share_page_for
from costs.domain.pay import mark_paid, unmark_paid
from costs.forms import OpenForm
from costs.page_share import share_page
from costs.queries import payer_now
from praktijkkring.errors import Refused


@require_safe
def look(request, share_id):
    return render(request, "costs/share.html", share_page(share_page_for(request.user, share_id)))


@require_POST
def paid(request, share_id):
    costs, share = share_for(request.user, share_id)
    form = OpenForm(request.POST)
    if not form.is_valid():
        raise Refused(_("The amount has changed since you opened the page. Look at it once more."))
    mark_paid(share=share, by=request.user, seen=form.cleaned_data["cents"])
    said = _("Noted: %(payer)s has paid.") if share.open_cents > 0 else _("Noted: %(payer)s got the money back.")
    messages.success(request, said % {"payer": payer_now(share)})
    return redirect("costs:season", costs.season.pk)


@require_POST
def not_paid(request, share_id):
    costs, share = share_for(request.user, share_id)
    unmark_paid(share=share, by=request.user)
    messages.success(request, _("Taken back: %(payer)s has not paid yet.") % {"payer": payer_now(share)})
    return redirect("costs:season", costs.season.pk)
