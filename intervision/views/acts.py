"""What people do in the room: write, choose, move on, say stop. Each is a plain POST that does not need the stream."""

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from intervision.access import RunStanding, run_for
from intervision.commands import MARKS, MOVES, command
from intervision.domain.act import Outcome, press
from intervision.domain.close import close
from intervision.domain.lead import give_back, note_back, take_over
from intervision.engine import ClearStop, Command, Extend, Pause, Resume, StopRun
from intervision.errors import Overtaken, WrittenElsewhere
from intervision.forms import EntryForm
from intervision.ledger import method_of, person
from intervision.rights import require
from intervision.room.broadcast import topic_of
from intervision.room.elements import BODY, CARDS, CLOCK, GROUP, ITEMS, MINE, NOTICE, SPOT
from praktijkkring.errors import Refused

from .room import asked_first, elements, screen_of, to_close


def _by_script(request) -> bool:
    return "X-Room" in request.headers


def _as_told(request, standing: RunStanding, outcome: object) -> HttpResponse | None:
    """What everybody of my role was told anyway, for a device that takes it as if it came by the stream; or None.

    None too for who has another role now: what it was told does not fit on the screen of before.
    """
    if request.headers.get("X-Room") != "patch" or not isinstance(outcome, Outcome):
        return None
    method, me, language = method_of(standing.run), person(request.user), request.user.language
    topics = {topic_of(method, state, me, language) for state in (outcome.before, outcome.decision.state)}
    told = outcome.told.get(topics.pop()) if len(topics) == 1 else None
    if told is None:
        return None
    return HttpResponse(told, headers={"X-Room-Version": outcome.run.version, "X-Room-Patch": "1"})


def carried_out(request, standing: RunStanding, change: Callable[[], object], *names: str) -> HttpResponse:
    """Carry out ``change`` and answer with the named elements of my screen; without a script, with the room."""
    try:
        outcome = change()
    except (Overtaken, WrittenElsewhere, Refused) as no:
        return _not_done(request, standing, no)
    return _done(request, standing, outcome, *names)


def pressed(request, run_id: int, right: str, command: Command, *names: str, **with_it) -> HttpResponse:
    """The same for one command of the engine: with the door and the lock of the run it is one transaction."""
    try:
        standing, outcome = press(user=request.user, run=run_id, right=right, command=command, **with_it)
    except (Overtaken, WrittenElsewhere, Refused) as no:
        return _not_done(request, run_for(request.user, run_id), no)
    return _done(request, standing, outcome, *names)


def _done(request, standing: RunStanding, outcome: object, *names: str) -> HttpResponse:
    if not _by_script(request):
        return redirect("intervision:room", standing.run.pk)
    if not names:
        return HttpResponse(status=204)
    if isinstance(outcome, Outcome) and outcome.goes_on:
        names = (BODY,)
    return _as_told(request, standing, outcome) or elements(request, standing, *names)


def _not_done(request, standing: RunStanding, no: Exception) -> HttpResponse:
    """Somebody was first, the text went on elsewhere, or it may not be: what a device, or a person, can go on with."""
    if isinstance(no, Overtaken):
        if not _by_script(request):
            return redirect("intervision:room", standing.run.pk)
        response = elements(request, standing, BODY)
        response.status_code = 409
        return response
    if isinstance(no, WrittenElsewhere):
        return _in_words(no.text, 409, "X-Elsewhere", "1")
    if not _by_script(request):
        raise no
    return _in_words(str(no), 422, "X-Refused", getattr(no, "code", ""))  # which no, for a device that asks once more


def _in_words(words: str, status: int, name: str, value: str) -> HttpResponse:
    return HttpResponse(words, content_type="text/plain; charset=utf-8", status=status, headers={name: value})


@require_POST
def entry(request, run_id):
    """Save what I write, or lay it on the table. The same id twice is one card; over what I did not see nothing is written."""
    form = EntryForm(request.POST)
    if not form.is_valid():
        require(run_for(request.user, run_id), "run.enter")
        words = " ".join(str(error) for errors in form.errors.values() for error in errors)
        return HttpResponse(words, content_type="text/plain; charset=utf-8", status=422)
    ask = form.command()
    quiet = request.POST.get("answer") == "none" or ask.draft
    names = () if quiet else (MINE, ITEMS, CARDS)
    return pressed(request, run_id, "run.enter", ask, *names, texts=form.texts(), goes_on_from=form.seen())


@require_POST
def mark(request, run_id):
    """Sort, pick, answer, vote; take a card back; say that I am ready or have spoken."""
    ask = command(MARKS, request.POST)
    # The clock of my group changes nothing that somebody weighs or writes.
    names = (CLOCK, NOTICE, GROUP) if isinstance(ask, Pause | Resume | Extend) else (MINE, ITEMS, CARDS, SPOT)
    return pressed(request, run_id, "run.enter", ask, *names)


@require_POST
def move(request, run_id):
    """Who leads moves the meeting: steps, the clock, turning cards over. Carries the version that was on the screen."""
    return pressed(request, run_id, "run.move", command(MOVES, request.POST), BODY, seen=_seen(request))


@require_POST
def stop(request, run_id):
    """Anybody: the clock stands still and who leads is told. Also takes it back."""
    ask = ClearStop() if request.POST.get("do") == "clear" else StopRun()
    return pressed(request, run_id, "run.stop", ask, BODY)


@require_POST
def lead(request, run_id):
    """The deputy takes over, or the lead goes back."""
    standing = run_for(request.user, run_id)
    require(standing, "run.take_over")
    if request.POST.get("do") == "back":
        return carried_out(request, standing, lambda: give_back(by=standing), BODY)
    leader = request.POST.get("leader", "")[:20]
    return carried_out(request, standing, lambda: take_over(by=standing, leader=leader), BODY)


@require_POST
def here(request, run_id):
    """The device of whoever leads says that it is there, when the others were told that it is not."""
    standing = run_for(request.user, run_id)
    require(standing, "run.move")
    note_back(run_id, request.user.pk)
    return redirect("intervision:room", run_id) if not _by_script(request) else HttpResponse(status=204)


@require_POST
def closing(request, run_id):
    """End the run: what is kept is kept, the rest is gone. While something is still open it asks first."""
    standing = run_for(request.user, run_id)
    require(standing, "run.move")
    asking = screen_of(standing, asks_to_close=True)
    if "sure" not in request.POST and asking.still_open:
        return asked_first(request, asking) if _by_script(request) else redirect(to_close(run_id))
    return carried_out(request, standing, lambda: close(by=standing, seen=_seen(request)), BODY)


def _seen(request) -> int:
    """The version that was on the screen. Without one the move is as old as can be: it is refused."""
    value = request.POST.get("version", "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else 0  # noqa: PLR2004
