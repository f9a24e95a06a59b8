"""The live room: the page, its fragment, and the big screen."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from intervision.access import RunStanding, fresh, meeting_of, run_for
from intervision.domain.arrive import take_seat
from intervision.engine import Role
from intervision.rights import require
from intervision.room.elements import BODY, LEAD, draw, room_address
from intervision.room.screen import Screen, Source
from sessions_app.views.guest import thanked

CLOSING = "afronden"


@require_GET
def room(request, run_id):
    """The screen of my role; a chair to take when I have none yet; the harvest when it is over."""
    try:
        standing = run_for(request.user, run_id)
    except Http404:
        return thanked(request, meeting_of(run_id))
    if standing.run.closed_at:
        return redirect("intervision:harvest", standing.meeting.pk)
    if not standing.seated:
        return render(request, "intervision/door.html", {"standing": standing, "s": screen_of(standing)})
    asks = standing.leads and CLOSING in request.GET
    return render(request, "intervision/room.html", _page(standing, screen_of(standing, asks_to_close=asks)))


def to_close(run_id) -> str:
    """The page of who pressed Close without a script while something is still open."""
    return f"{reverse('intervision:room', args=[run_id])}?{CLOSING}=1"


def asked_first(request, screen: Screen) -> HttpResponse:
    """The buttons of who leads, with what is still open."""
    return _answer(request, screen, LEAD)


@require_GET
def fragment(request, run_id):
    """The whole body of my screen as it is now, with its version. ``in``: cards whose text stands in a field here."""
    standing = run_for(request.user, run_id)
    return _answer(request, screen_of(standing, held=frozenset(request.GET.getlist("in"))), BODY)


@require_POST
def seat(request, run_id):
    """Take my seat in the run."""
    standing = run_for(request.user, run_id)
    require(standing, "run.follow")
    take_seat(by=standing)
    return redirect("intervision:room", run_id)


@require_GET
def wall(request, run_id):
    """The big screen: what everybody in the room may see, and a code to join."""
    standing = run_for(request.user, run_id)
    return render(request, "intervision/wall.html", _page(standing, _wall_of(standing)))


@require_GET
def wall_fragment(request, run_id):
    standing = run_for(request.user, run_id)
    return _answer(request, _wall_of(standing), BODY)


def _wall_of(standing: RunStanding) -> Screen:
    return Screen(source_of(standing), Role.SCREEN, language=standing.user.language, address=room_address(standing.run))


def source_of(standing: RunStanding) -> Source:
    """The run as it is stored at this moment, also when it changed since the door."""
    run = fresh(standing)
    meeting = standing.meeting
    meeting.question = run.meeting.question
    return Source.of(run, meeting)


def screen_of(standing: RunStanding, **about) -> Screen:
    """``about`` the device that asks: ``held``, ``asks_to_close``."""
    source = source_of(standing)
    viewer = str(standing.user.pk)
    role = source.state.role(source.method, viewer) or Role.OBSERVER
    return Screen(source, role, viewer=viewer, language=standing.user.language, **about)


def elements(request, standing: RunStanding, *names: str) -> HttpResponse:
    """The named elements of my own screen."""
    return _answer(request, screen_of(standing), *names)


def _answer(request, screen: Screen, *names: str) -> HttpResponse:
    response = HttpResponse(draw(screen, *names, request=request))
    response["X-Room-Version"] = screen.source.run.version
    return response


def _page(standing: RunStanding, screen: Screen) -> dict:
    home = (
        reverse("sessions_app:guest", args=[standing.meeting.pk])
        if standing.guest
        else reverse("circles:circle", args=[standing.circle.pk])
    )
    return {
        "s": screen,
        "run": screen.source.run,
        "circle": standing.circle,
        "meeting": standing.meeting,
        "home": home,
        "guest": standing.guest,
    }
