"""The coordinator composes the table."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from circles import letters, planning
from circles.access import circle_for, interest_for
from circles.domain.interest import offer_seat, turn_down
from circles.forms import posted
from circles.forms.composing import ArrangeForm, LetterForm
from circles.rights import require


@require_safe
def forming(request, circle_id):
    standing = circle_for(request.user, circle_id)
    require(standing, "circle.form")
    found = planning.page(standing.circle, request.user, everybody="iedereen" in request.GET)
    arranged = found["waiting_list"]
    fields = {name: getattr(arranged, name) for name in ("automatic", "days", "size")} if arranged else {}
    context = {"standing": standing, "circle": standing.circle, "arrange": ArrangeForm(initial=fields), **found}
    return render(request, "circles/forming.html", context)


@require_POST
def offer(request, circle_id, interest_id):
    interest = interest_for(request.user, circle_id, interest_id)
    offer_seat(by=request.user, interest=interest)
    messages.success(request, _("%(name)s gets an invitation by mail.") % {"name": interest.user})
    return redirect("circles:forming", circle_id)


@require_http_methods(["GET", "HEAD", "POST"])
def decline(request, circle_id, interest_id):
    """Own words, or the standard ones; ``preview`` shows the mail without sending it."""
    interest = interest_for(request.user, circle_id, interest_id)
    language = letters.language_of(interest, request.GET.get("taal", ""))
    form = LetterForm(posted(request), initial={"text": letters.standard(interest, request.user, language)})
    looks = "preview" in request.POST
    if not looks and form.carry_out(lambda data: turn_down(by=request.user, interest=interest, text=data["text"])):
        messages.success(request, _("%(name)s gets a friendly mail.") % {"name": interest.user})
        return redirect("circles:forming", circle_id)
    shown = letters.preview(interest, form.cleaned_data["text"]) if looks and form.is_valid() else None
    context = {"form": form, "interest": interest, "circle": interest.circle, "preview": shown, "language": language}
    return render(request, "circles/decline_interest.html", context, status=200 if shown else form.status)
