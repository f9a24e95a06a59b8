"""Read the agreement, sign it, make a new version."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from circles.access import circle_for
from circles.domain import agree
from circles.forms import AgreementForm, SignForm, posted
from circles.rights import require


@require_safe
def agreement(request, circle_id):
    standing = circle_for(request.user, circle_id)
    require(standing, "circle.agreement")
    newest = standing.circle.agreements.first()
    signatures = newest.signatures.filter(membership__left_at__isnull=True).select_related("membership__user")
    context = {
        "standing": standing,
        "circle": standing.circle,
        "agreement": newest,
        "signatures": signatures.order_by("membership__seat"),
    }
    return render(request, "circles/agreement.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def sign(request, circle_id):
    """For a member who has not signed the newest version."""
    standing = circle_for(request.user, circle_id)
    require(standing, "circle.sign")
    if standing.membership is None:
        raise Http404
    if standing.has_signed:
        return redirect("circles:agreement", circle_id)
    form = SignForm(posted(request), circle=standing.circle)
    sign_it = lambda data: agree.sign(by=request.user, membership=standing.membership, agreement=data["agreement"])  # noqa: E731
    if form.carry_out(sign_it):
        messages.success(request, _("Signed. Thank you."))
        return redirect("circles:circle", circle_id)
    context = {"form": form, "circle": standing.circle, "agreement": standing.circle.agreements.first()}
    return render(request, "circles/sign.html", context, status=form.status)


@require_http_methods(["GET", "HEAD", "POST"])
def renew(request, circle_id):
    standing = circle_for(request.user, circle_id)
    require(standing, "circle.agreement.change")
    circle, back = standing.circle, reverse("circles:agreement", args=[circle_id])
    form = AgreementForm(posted(request), cancel=back, initial={"text": circle.agreements.first().text})
    if form.carry_out(lambda data: agree.renew_agreement(by=request.user, circle=circle, **data)):
        messages.success(request, _("The new text is there. Every member gets a mail to sign it."))
        return redirect(back)
    return render(request, "circles/renew_agreement.html", {"form": form, "circle": circle}, status=form.status)
