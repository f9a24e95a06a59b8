"""A coordinator writes the next version of the agreement: in sections, kept while typing, looked over, published."""

from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from circles import agreements
from circles.access import circle_for
from circles.domain import agree
from circles.forms import SectionsForm, posted
from circles.models import AgreementDraft, Circle
from circles.rights import require
from praktijkkring.errors import Refused


@require_http_methods(["GET", "HEAD", "POST"])
def renew(request, circle_id):
    """Every section in one form. Sending it keeps the draft and shows it as the members will see it."""
    circle = _circle(request, circle_id)
    draft = agreements.draft_of(circle)
    form = SectionsForm(posted(request), text=(draft or circle.agreements.first()).text)
    if form.carry_out(lambda data: _keep(request, circle, data)):
        return _next_page(request, form, circle_id)
    draft = agreements.draft_of(circle)
    context = {"form": form, "circle": circle, "draft": draft, "version": draft.version if draft else 0}
    return render(request, "circles/renew_agreement.html", context, status=form.status)


@require_POST
def save(request, circle_id):
    """What was typed so far, from a script: answers with the new version, or says in words what is wrong."""
    circle = _circle(request, circle_id)
    form = SectionsForm(request.POST, partly=True)
    if not form.is_valid():
        return JsonResponse({"error": " ".join(e for errors in form.errors.values() for e in errors)}, status=422)
    try:
        draft = _keep(request, circle, form.cleaned_data)
    except Refused as refusal:
        return JsonResponse({"error": str(refusal)}, status=409)
    return JsonResponse({"version": draft.version, "advice": ""})


@require_http_methods(["GET", "HEAD", "POST"])
def preview(request, circle_id):
    """What changes for the members; and the button that asks them all to sign."""
    circle = _circle(request, circle_id)
    draft = agreements.draft_of(circle)
    if draft is None:
        raise Http404
    refusal = ""
    if request.method == "POST":
        try:
            agree.publish_draft(by=request.user, circle=circle, seen=_seen(request))
        except Refused as refused:
            refusal = str(refused)
        else:
            messages.success(request, _("The new text is there. Every member gets a mail to sign it."))
            return redirect("circles:agreement", circle_id)
    newest = circle.agreements.first()
    context = {
        "circle": circle,
        "draft": draft,
        "newest": newest,
        "differences": agreements.differences(newest.text, draft.text),
        "same": newest.text.strip() == draft.text.strip(),
        "members": circle.memberships.filter(left_at__isnull=True).count(),
        "refusal": refusal,
    }
    return render(request, "circles/preview_agreement.html", context, status=422 if refusal else 200)


@require_POST
def discard(request, circle_id):
    agree.discard_draft(by=request.user, circle=_circle(request, circle_id))
    messages.success(request, _("The draft is gone. The agreement stays as it is."))
    return redirect("circles:agreement", circle_id)


def _next_page(request, form, circle_id):
    """On with writing, at the part that was moved or at the new one; else what changes for the members."""
    if form.moved_to:
        messages.success(request, _("This is part %(number)s now.") % {"number": form.moved_to})
        return redirect(reverse("circles:renew_agreement", args=[circle_id]) + f"#part-{form.moved_to}")
    return redirect("circles:renew_agreement" if "more" in request.POST else "circles:preview_agreement", circle_id)


def _circle(request, circle_id) -> Circle:
    standing = circle_for(request.user, circle_id)
    require(standing, "circle.agreement.change")
    return standing.circle


def _keep(request, circle, data) -> AgreementDraft:
    return agree.keep_draft(by=request.user, circle=circle, text=data["text"], seen=_seen(request))


def _seen(request) -> int:
    seen = request.POST.get("version", "")
    return int(seen) if seen.isdecimal() and len(seen) < 9 else 0  # noqa: PLR2004 - fits the column
