"""Noting by hand who has paid."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from costs.access import share_for
from costs.domain.pay import mark_paid, unmark_paid


@require_POST
def paid(request, share_id):
    costs, share = share_for(request.user, share_id)
    mark_paid(share=share, by=request.user)
    messages.success(request, _("Noted: %(payer)s has paid.") % {"payer": share.payer_name})
    return redirect("costs:season", costs.season.pk)


@require_POST
def not_paid(request, share_id):
    costs, share = share_for(request.user, share_id)
    unmark_paid(share=share, by=request.user)
    messages.success(request, _("Taken back: %(payer)s has not paid yet.") % {"payer": share.payer_name})
    return redirect("costs:season", costs.season.pk)
