"""Before the room is open: wait at the table, choose a method, see its steps, begin."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from intervision.access import talk_for
from intervision.domain.arrive import arrive
from intervision.domain.start import start_run
from intervision.forms import MinutesForm
from intervision.methods import library
from intervision.models import Run
from intervision.rights import require
from intervision.room.people import people_of
from praktijkkring.ui.table import Seat
from sessions_app.models import Attendance


@require_safe
def start(request, meeting_id):
    """The methods for who leads; a chair to wait in for the others; the room once it is open."""
    talk = talk_for(request.user, meeting_id)
    run = Run.objects.filter(meeting=talk.meeting, closed_at__isnull=True).first()
    if run:
        return redirect("intervision:room", run.pk)
    context = _context(talk)
    if talk.may("run.start"):
        return render(
            request,
            "intervision/start.html",
            context | {"methods": [_named(one, request, context["people"]) for one in library.all_methods()]},
        )
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
    method = _method(key)
    form = MinutesForm(method, request.POST if request.method == "POST" else None, language=request.LANGUAGE_CODE)
    if request.method == "POST" and form.is_valid():
        run = start_run(by=talk, method=method, minutes=form.minutes())
        return redirect("intervision:room", run.pk)
    context = _context(talk)
    context |= {"method": _named(method, request, context["people"]), "form": form, "rows": _rows(method, form)}
    return render(request, "intervision/plan.html", context, status=422 if form.is_bound else 200)


def _method(key):
    try:
        return library.get(key)
    except KeyError as error:
        raise Http404 from error


def _named(method, request, people) -> dict:
    """A method in the reader's words, with the minutes it takes when all these people come."""
    language = request.LANGUAGE_CODE
    return {
        "key": method.key,
        "title": method.name.say(language),
        "summary": method.summary.say(language),
        "mistakes": [line.say(language) for line in method.mistakes],
        "minutes": method.minutes_with(len(people)),
        "smallest": method.smallest,
        "largest": method.largest,
        "steps": len(method.steps),
    }


def _rows(method, form) -> list[dict]:
    return [{"step": step, "field": form[f"minutes_{step.key}"]} for step in method.steps]


def _context(talk) -> dict:
    present = set(
        Attendance.objects.filter(
            meeting=talk.meeting, present_from__isnull=False, present_until__isnull=True
        ).values_list("membership__user_id", flat=True)
    )
    people = people_of(talk.circle, talk.meeting.facilitator)
    return {
        "circle": talk.circle,
        "meeting": talk.meeting,
        "people": [one for one in people.values() if one.seat],
        "present": present,
        "seats": _seats(talk, people, present),
        "am_here": talk.user.pk in present,
        "bringer": talk.meeting.case_bringer,
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
