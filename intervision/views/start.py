"""Before the room is open: wait at the table, choose a method, see its steps, begin."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from intervision.access import open_run_of, talk_for
from intervision.domain.arrive import arrive
from intervision.domain.start import start_run
from intervision.forms import MinutesForm
from intervision.forms_around import AroundForm
from intervision.ledger import person
from intervision.library.choosing import choose, minutes_for_method, plan_for, times, trust_after
from intervision.library.describe import Described
from intervision.library.forms import ChooseForm
from intervision.library.shelf import for_meeting, in_meeting, meetings_held
from intervision.methods.around import around
from intervision.paper.card import card_pdf
from intervision.queries import possible_deputies, to_look_back_on
from intervision.rights import require
from intervision.room.people import Person, people_of
from intervision.views.library import described, pdf
from praktijkkring.ui.table import Seat
from sessions_app.queries import present_at
from sessions_app.views.guest import thanked


@require_safe
def start(request, meeting_id):
    """The methods for who leads; a chair to wait in for the others; the room once it is open."""
    try:
        talk = talk_for(request.user, meeting_id)
    except Http404:
        return thanked(request, meeting_id)
    run = open_run_of(talk)
    if run:
        return redirect("intervision:room", run.pk)
    context = _context(talk)
    if talk.may("run.start"):
        return _choice(request, talk, context)
    return render(request, "intervision/lobby.html", context)


@require_POST
def here(request, meeting_id):
    """I sit at the table, ready to begin."""
    talk = talk_for(request.user, meeting_id)
    require(talk, "run.wait")
    arrive(by=talk)
    return redirect("intervision:start", meeting_id)


@require_http_methods(["GET", "HEAD", "POST"])
def plan(request, meeting_id, key):
    """The steps of one method with their minutes; begin with them."""
    talk = talk_for(request.user, meeting_id)
    require(talk, "run.start")
    method = _method(talk, key)
    context = _context(talk)
    people, minutes = len(context["people"]), minutes_for_method(talk.meeting)
    form = MinutesForm(
        method,
        request.POST if request.method == "POST" else None,
        language=request.LANGUAGE_CODE,
        plan=plan_for(method, people=people, minutes=minutes),
    )
    before = around_form(request, talk)
    if request.method == "POST" and form.is_valid() and before.is_valid():
        whole, deputy = around(method, **before.steps()), before.cleaned_data["deputy"]
        run = start_run(by=talk, method=whole, minutes=form.minutes(), deputy=deputy)
        return redirect("intervision:room", run.pk)
    context["around"] = before
    context |= {"method": Described(method, request.LANGUAGE_CODE, people), "form": form, "available": minutes}
    context |= {"rows": _rows(method, form, people), "sum": form.total(times(method, people))}
    return render(request, "intervision/plan.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def card(request, meeting_id, key):
    """The method on paper with the minutes of this meeting: as proposed, or as they were filled in."""
    talk = talk_for(request.user, meeting_id)
    require(talk, "run.start")
    method, people = _method(talk, key), len(_context(talk)["people"])
    proposed = plan_for(method, people=people, minutes=minutes_for_method(talk.meeting))
    form = MinutesForm(method, request.POST if request.method == "POST" else None, plan=proposed)
    chosen = form.minutes() if form.is_valid() else {}
    plan = [chosen.get(step.key, given) for step, given in zip(method.steps, proposed, strict=True)]
    described = Described(method, request.LANGUAGE_CODE, people, plan)
    return pdf(card_pdf(described, planned=True), described.title)


def around_form(request, talk) -> AroundForm:
    """The steps before the method, and who takes over: a member who has signed and does not bring in."""
    meeting = talk.meeting
    return AroundForm(
        request.POST if request.method == "POST" else None,
        deputies=possible_deputies(meeting).exclude(pk=talk.user.pk),
        deputy=meeting.deputy_id if meeting.deputy_id != talk.user.pk else meeting.facilitator_id,
        back_on=to_look_back_on(meeting),
    )


def _method(talk, key):
    found = in_meeting(talk, key)
    if found is None:
        raise Http404
    return found


def _choice(request, talk, context):
    """What fits this question, these people, this evening and this circle comes first."""
    people = len(context["present"]) if len(context["present"]) > 1 else len(context["people"])
    usual = {
        "people": people,
        "minutes": minutes_for_method(talk.meeting),
        "trust": trust_after(meetings_held(talk.circle)).value,
    }
    form = ChooseForm(request.GET or None, initial=usual)
    wish = form.wish()
    context |= {"form": form, "wish": wish, "choices": described(choose(for_meeting(talk), wish), request, wish.people)}
    return render(request, "intervision/start.html", context, status=422 if form.errors else 200)


def _rows(method, form, people) -> list[dict]:
    often = times(method, people)
    return [
        {"step": step, "field": form[f"minutes_{step.key}"], "times": number}
        for step, number in zip(method.steps, often, strict=True)
    ]


def _context(talk) -> dict:
    present = present_at(talk.meeting)
    people, leader = people_of(talk.circle), talk.meeting.facilitator
    if leader:
        people.setdefault(person(leader), Person.of(leader))
    return {
        "circle": talk.circle,
        "meeting": talk.meeting,
        "people": [one for one in people.values() if one.seat],
        "present": present,
        "seats": _seats(talk, people, present),
        "am_here": talk.user.pk in present,
        "bringer": talk.meeting.case_bringer,
        "guest": talk.guest,
    }


def _seats(talk, people, present):
    bringer = str(talk.meeting.case_bringer.user_id) if talk.meeting.case_bringer else ""
    return [
        Seat(
            ini=one.initials,
            col=one.seat,
            name=one.first_name,
            area=one.area,
            cup=int(one.id) in present,
            lit=one.id == bringer,
            lead=one.id == str(talk.meeting.facilitator_id),
            you=one.id == str(talk.user.pk),
        )
        for one in people.values()
        if one.seat
    ]
