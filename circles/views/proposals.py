"""Themes that people propose: read, "me too", withdraw, take up."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from circles import calls, proposals
from circles.domain import propose as verbs
from circles.domain.wishes import notes_on
from circles.forms.circle import standard_agreement
from circles.forms.proposal import ProposalForm, SupportForm
from circles.forms.refusal import posted

CHANGE = ["GET", "HEAD", "POST"]


@login_not_required
@require_safe
def listed(request):
    return render(request, "circles/proposals.html", {"proposed": proposals.open_ones(calls.Asked())})


@require_http_methods(CHANGE)
def propose(request):
    """Anybody with an account."""
    form = ProposalForm(posted(request), cancel=reverse("circles:proposals"))
    if circle := form.carry_out(lambda data: verbs.propose(by=request.user, **data)):
        messages.success(request, _("Your theme is in the list. You get a mail when somebody takes it up."))
        return redirect("circles:proposal", circle.pk)
    return render(request, "circles/propose.html", {"form": form}, status=form.status)


@login_not_required
@require_safe
def proposal(request, circle_id):
    """One proposed theme, for everybody; taken up, it leads to the call."""
    if calls.calling(circle_id):
        return redirect("circles:call", circle_id)
    circle = _open(request, circle_id)
    return render(request, "circles/proposal.html", _page(request, circle, SupportForm()))


@require_http_methods(CHANGE)
def change(request, circle_id):
    """Other words for one's own proposal, until somebody says "me too"."""
    circle = _open(request, circle_id)
    if circle.proposal.by_id != request.user.pk:
        raise Http404
    words = {name: getattr(circle, name) for name in verbs.TOLD}
    form = ProposalForm(posted(request), initial=words, cancel=reverse("circles:proposal", args=[circle_id]))
    if form.carry_out(lambda data: verbs.rewrite(by=request.user, circle=circle, **data)):
        messages.success(request, _("Saved."))
        return redirect("circles:proposal", circle_id)
    return render(request, "circles/propose.html", {"form": form, "circle": circle}, status=form.status)


@require_POST
def support(request, circle_id):
    circle = _open(request, circle_id)
    form = SupportForm(request.POST)
    if form.carry_out(lambda data: verbs.support(by=request.user, circle=circle, **data)):
        messages.success(request, _("You count. You get a mail when somebody takes this theme up."))
        return redirect("circles:proposal", circle_id)
    return render(request, "circles/proposal.html", _page(request, circle, form), status=form.status)


@require_POST
def no_longer(request, circle_id):
    verbs.no_longer_support(by=request.user, circle=_open(request, circle_id))
    messages.success(request, _("You no longer count for this theme."))
    return redirect("circles:proposal", circle_id)


@require_http_methods(CHANGE)
def withdraw(request, circle_id):
    circle = _open(request, circle_id)
    if not (circle.proposal.by_id == request.user.pk or request.user.is_staff):
        raise Http404
    if request.method == "POST":
        verbs.withdraw_proposal(by=request.user, circle=circle)
        messages.success(request, _("The theme is out of the list."))
        return redirect("circles:proposals")
    return render(request, "circles/proposal_withdraw.html", {"circle": circle})


@require_http_methods(CHANGE)
def adopt(request, circle_id):
    circle = _open(request, circle_id)
    if not request.user.is_coordinator:
        raise Http404
    if request.method == "POST":
        verbs.adopt(by=request.user, circle=circle, agreement_text=standard_agreement(get_language()))
        messages.success(request, _("You run this circle now. Fill in dates, place and costs: people read them first."))
        return redirect("circles:edit", circle_id)
    return render(request, "circles/proposal_adopt.html", {"circle": circle, "notes": notes_on(circle, request.user)})


def _open(request, circle_id):
    circle = proposals.open_one(circle_id, request.user)
    if circle is None:
        raise Http404
    return circle


def _page(request, circle, form) -> dict:
    person = request.user
    form.show(verbs.words_of(circle))
    return {
        "circle": circle,
        "form": form,
        "notes": notes_on(circle, person),
        "mine": person.is_authenticated and circle.proposal.by_id == person.pk,
        "may_change": person.is_authenticated and circle.proposal.by_id == person.pk and not circle.support,
        "may_adopt": person.is_authenticated and person.is_coordinator,
        "may_withdraw": person.is_authenticated and (circle.proposal.by_id == person.pk or person.is_staff),
    }
