"""Read the agreement, look back at earlier versions, sign, and keep what one signed."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from circles import agreements, queries
from circles.access import circle_for
from circles.access_people import signature_for
from circles.agreement_pdf import signed_pdf
from circles.domain import agree
from circles.forms import SignForm, posted
from circles.rights import require


@require_safe
def agreement(request, circle_id):
    """The newest text; for who is inside also who signed it and who did not yet."""
    standing = circle_for(request.user, circle_id)
    require(standing, "circle.agreement")
    newest = standing.circle.agreements.first()
    inside = standing.may("circle.dates")
    context = {
        "standing": standing,
        "circle": standing.circle,
        "agreement": newest,
        "inside": inside,
        "members": queries.with_signatures(standing.circle, newest) if inside else [],
        "draft": standing.is_coordinator and getattr(standing.circle, "agreement_draft", None),
    }
    return render(request, "circles/agreement.html", context)


@require_safe
def versions(request, circle_id):
    """Every version, with who signed it when."""
    standing = circle_for(request.user, circle_id)
    require(standing, "circle.trail")
    context = {"circle": standing.circle, "versions": agreements.versions(standing.circle), "standing": standing}
    return render(request, "circles/agreement_versions.html", context)


@require_safe
def version(request, circle_id, number):
    """One version, and what changed since the one before."""
    standing = circle_for(request.user, circle_id)
    require(standing, "circle.trail")
    found = agreements.version_of(standing.circle, number)
    context = {
        "circle": standing.circle,
        "agreement": found,
        "differences": agreements.changes_since(standing.circle, found),
        "newest": standing.circle.agreements.first(),
    }
    return render(request, "circles/agreement_version.html", context)


@require_safe
def mine(request, circle_id, number):
    """The PDF of what I signed, also when I left the circle since."""
    signature = signature_for(request.user, circle_id, number)
    answer = HttpResponse(signed_pdf(signature), content_type="application/pdf")
    name = _("agreement-%(circle)s-version-%(number)s") % {"circle": signature.agreement.circle.slug, "number": number}
    answer["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
def sign(request, circle_id):
    """For a member who has not signed the newest version."""
    standing = circle_for(request.user, circle_id)
    require(standing, "circle.sign")
    if standing.membership is None:
        raise Http404
    if standing.has_signed:
        return redirect("circles:agreement", circle_id)
    form = SignForm(posted(request), circle=standing.circle, user=request.user)
    if form.carry_out(lambda data: _sign(request.user, standing.membership, data)):
        messages.success(request, _("Signed. Thank you."))
        return redirect("circles:circle", circle_id)
    newest, before = standing.circle.agreements.first(), agreements.last_signed(standing.membership)
    context = {
        "form": form,
        "circle": standing.circle,
        "agreement": newest,
        "before": before,
        "differences": agreements.changes_since(standing.circle, newest, before) if before else [],
    }
    return render(request, "circles/sign.html", context, status=form.status)


def _sign(user, membership, data):
    return agree.sign(by=user, membership=membership, agreement=data["agreement"], name=data["name"])
