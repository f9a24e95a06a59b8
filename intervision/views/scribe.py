"""One device for the whole circle. A plain page of its own: it needs no script, and the room goes on beside it."""

import uuid

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from intervision.access import RunStanding, run_for
from intervision.domain.parts import name_part
from intervision.domain.scribe import BALLOTS, enter_for, mark_for, seat_without_device
from intervision.forms import EntryForm
from intervision.ledger import person
from intervision.rights import require
from intervision.room.parts import Parts
from intervision.room.typing import Typing, without_device
from praktijkkring.errors import Refused

from .room import screen_of


@require_GET
def scribe(request, run_id):
    """For the scribe: choose for whom, type. For whoever leads: name the scribe, seat who has no device."""
    standing = _door(request, run_id)
    return _page(request, standing)


@require_POST
def name(request, run_id):
    """Who types for others, who takes over when I am away, who brings in."""
    standing = _door(request, run_id)
    require(standing, "run.move")
    who = request.POST.get("person", "")
    if who and not (who.isascii() and who.isdigit() and len(who) < 20):  # noqa: PLR2004
        raise Http404
    try:
        name_part(by=standing, part=request.POST.get("part", "scribe"), who=who)
    except Refused as refused:
        return _page(request, standing, wrong=str(refused), status=422)
    return redirect("intervision:scribe", run_id)


@require_POST
def seat(request, run_id):
    standing = _door(request, run_id)
    require(standing, "run.move")
    who = next((one for one in without_device(screen_of(standing)) if one.id == request.POST.get("person")), None)
    if who is None:
        raise Http404
    member = standing.circle.memberships.filter(user=int(who.id), left_at__isnull=True).get()
    seat_without_device(by=standing, membership_id=member.pk)
    return redirect("intervision:scribe", run_id)


@require_POST
def enter(request, run_id):
    """A card of somebody else. What cannot be laid down comes back with its text and the reason."""
    standing = _door(request, run_id)
    form = EntryForm(request.POST)
    author = request.POST.get("author", "")
    if not form.is_valid() or not author.isascii() or not author.isdigit():
        return _page(request, standing, wrong=_("Choose for whom you type, and write something."), status=422)
    try:
        enter_for(by=standing, put=form.command_for(author[:20]), text=form.cleaned_data["text"].strip())
    except Refused as refused:
        return _page(request, standing, wrong=str(refused), status=422)
    messages.success(request, _("It lies on the table. This device does not show it again until it is turned over."))
    return redirect("intervision:scribe", run_id)


@require_POST
def mark(request, run_id):
    standing = _door(request, run_id)
    try:
        mark_for(by=standing, form=request.POST)
    except Refused as refused:
        return _page(request, standing, wrong=str(refused), status=422)
    if request.POST["do"] in BALLOTS:
        messages.success(request, _("It is counted. Nobody can see what was chosen, also not here."))
    return redirect("intervision:scribe", run_id)


def _door(request, run_id) -> RunStanding:
    """Who leads, or the scribe; or Http404."""
    standing = run_for(request.user, run_id)
    if standing.run.closed_at or not (standing.leads or standing.state.scribe == person(request.user)):
        raise Http404
    return standing


def _page(request, standing: RunStanding, *, wrong="", status=200):
    screen = screen_of(standing)
    types = screen.state.scribe == screen.viewer
    context = {
        "s": screen,
        "run": screen.source.run,
        "circle": standing.circle,
        "types": types,
        "typing": Typing(screen) if types else None,
        "leads": standing.leads,
        "scribe": screen.people.get(screen.state.scribe),
        "missing": without_device(screen) if standing.leads else [],
        "parts": Parts(screen) if standing.leads else None,
        "candidates": [one for one in screen.people.values() if one.id in {*screen.state.people, screen.state.leader}],
        "wrong": wrong,
        "typed": request.POST if wrong else {},
        "fresh_id": str(uuid.uuid4()),
    }
    return render(request, "intervision/scribe.html", context, status=status)
