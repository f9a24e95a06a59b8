"""The harvest of one meeting, and what each person keeps of it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from intervision import queries
from intervision.access import harvest_for
from intervision.domain.commit import commit
from intervision.domain.keep_insight import keep_insight
from intervision.forms import CommitmentForm, InsightForm
from intervision.forms_around import LookBackForm
from intervision.gifts import closed_runs, runs_with_gifts
from intervision.rights import require


@require_GET
def harvest(request, meeting_id):
    return page(request, harvest_for(request.user, meeting_id))


@require_POST
def insight(request, meeting_id):
    """Keep, share or take back my own sentence."""
    standing = harvest_for(request.user, meeting_id)
    require(standing, "insight.write")
    form = InsightForm(request.POST, action=request.path)
    if not form.is_valid():
        return page(request, standing, insight_form=form, status=422)
    kept = keep_insight(by=standing, **form.cleaned_data)
    messages.success(request, _("Saved. %s") % _audience(kept))
    return redirect("intervision:harvest", meeting_id)


@require_POST
def commitment(request, meeting_id):
    """The case-bringer's own lines."""
    standing = harvest_for(request.user, meeting_id)
    require(standing, "harvest.commit")
    form = CommitmentForm(request.POST, action=request.path)
    if not form.is_valid():
        return page(request, standing, commitment_form=form, status=422)
    commit(by=standing, **form.cleaned_data)
    messages.success(request, _("Saved. The circle sees it."))
    return redirect("intervision:harvest", meeting_id)


def _audience(kept) -> str:
    if kept is None:
        return _("Your insight is gone.")
    return _("The circle sees it.") if kept.shared else _("Only you read it.")


def page(request, standing, *, status=200, **forms):
    """``forms``: those that were sent and come back with what was typed, under the name that they have on the page."""
    meeting = standing.meeting
    found = queries.harvest_of(meeting)
    if found is None:
        raise Http404
    own = queries.own_insight(meeting, standing.membership)
    runs = closed_runs(standing)
    context = {
        "circle": standing.circle,
        "meeting": meeting,
        "harvest": found,
        "bringer": meeting.case_bringer,
        "me": standing.membership,
        "insights": queries.shared_insights(meeting),
        "looked_back_on": queries.next_date(meeting),
        "own": own,
        "next": queries.meeting_after(meeting),
        "gifts": bool(standing.membership and runs_with_gifts(standing, runs)),
        "runs": " ".join(str(run.pk) for run in runs),
    }
    if standing.may("insight.write"):
        start = {"text": own.text, "shared": own.shared} if own else {"shared": True}
        context["insight_form"] = InsightForm(initial=start, action=reverse("intervision:insight", args=[meeting.pk]))
    if standing.may("harvest.commit"):
        start = {
            "real_question": found.real_question,
            "commitment": found.commitment,
            "due": found.commitment_due,
        }
        context["commitment_form"] = CommitmentForm(
            initial=start, action=reverse("intervision:commitment", args=[meeting.pk])
        )
        if found.commitment:
            address = reverse("intervision:look_back_later", args=[meeting.pk])
            told = {"text": found.looked_back, "was": found.looked_back}
            context["look_back_form"] = LookBackForm(initial=told, action=address)
    return render(request, "intervision/harvest.html", context | forms, status=status)
