"""After a meeting: what was laid down for the case-bringer, and what became of the commitment."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from intervision import queries
from intervision.access import harvest_for, run_for
from intervision.domain.look_back import look_back, look_back_oneself
from intervision.errors import WrittenElsewhere
from intervision.forms_around import LookBackForm
from intervision.gifts import gifts_for
from intervision.rights import require
from intervision.room.elements import BODY
from praktijkkring.errors import Refused

from .acts import carried_out
from .harvest import page


@require_safe
def gifts(request, meeting_id):
    """Only for who brought in."""
    standing, found = gifts_for(request.user, meeting_id)
    context = {"circle": standing.circle, "meeting": standing.meeting, "gifts": found}
    return render(request, "intervision/gifts.html", context)


@require_POST
def looked_back(request, run_id):
    """In the room, at the start: what is told of the commitment of the last meeting."""
    standing = run_for(request.user, run_id)
    harvest = queries.to_look_back_on(standing.meeting)
    if harvest is None:
        raise Http404
    form = LookBackForm(request.POST)

    def keep():
        if not form.is_valid():
            raise Refused(_("This text is too long."))
        look_back(by=standing, harvest=harvest, text=form.cleaned_data["text"], seen=form.seen())

    # While somebody still types, nothing is drawn under their hands.
    return carried_out(request, standing, keep, *(() if request.POST.get("state") == "told" else (BODY,)))


@require_POST
def looked_back_later(request, meeting_id):
    """On the page of the harvest, by the case-bringer."""
    standing = harvest_for(request.user, meeting_id)
    require(standing, "harvest.commit")
    harvest, form = queries.harvest_of(standing.meeting), LookBackForm(request.POST, action=request.path)
    if harvest is None:
        raise Http404
    if not form.is_valid():
        return page(request, standing, look_back_form=form, status=422)
    try:
        look_back_oneself(by=request.user, harvest=harvest, text=form.cleaned_data["text"], seen=form.seen())
    except WrittenElsewhere as other:
        return page(request, standing, look_back_form=_with_both(form, other.text), status=422)
    messages.success(request, _("Saved. The circle sees it."))
    return redirect("intervision:harvest", meeting_id)


def _with_both(form: LookBackForm, there: str) -> LookBackForm:
    """What was typed, with what is stored above it; sent once more it takes the place."""
    again = LookBackForm({"text": form.cleaned_data["text"], "was": there}, action=form.helper.form_action)
    again.add_error(
        "text",
        _("Meanwhile this was written here: “%(there)s” Put in your text what has to stay of both, then press Save.")
        % {"there": there},
    )
    return again
