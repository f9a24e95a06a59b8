"""From what a form sends to a command of the engine. What is not in these tables does not exist."""

from collections.abc import Callable, Mapping

from django.http import Http404

from . import engine as ask


def _number(form, name: str, otherwise: int) -> int:
    value = form.get(name, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 4 else otherwise  # noqa: PLR2004


def _text(form, name: str) -> str:
    return form.get(name, "")[:64]


def _group(form) -> int | None:
    """The group whose clock is meant; of all of them when none is named."""
    number = _number(form, "group", -1)
    return None if number < 0 else number


def _choose(form) -> ask.Choose:
    """``module`` is "<step>:<key of the module>"."""
    step, _colon, module = _text(form, "module").partition(":")
    return ask.Choose(_number({"step": step}, "step", -1), module)


MOVES: Mapping[str, Callable[[Mapping], ask.Command]] = {
    "next": lambda form: ask.Next(),
    "back": lambda form: ask.Back(),
    "skip": lambda form: ask.Skip(),
    "repeat": lambda form: ask.Repeat(),
    "loop": lambda form: ask.Loop(),
    "leaveblock": lambda form: ask.LeaveBlock(),
    "insertfree": lambda form: ask.InsertFree(_number(form, "minutes", 5)),
    "pause": lambda form: ask.Pause(_group(form)),
    "resume": lambda form: ask.Resume(_group(form)),
    "extend": lambda form: ask.Extend(_number(form, "minutes", 1), _group(form)),
    "extend5": lambda form: ask.Extend(5),
    "takefromnext": lambda form: ask.TakeFromNext(_number(form, "minutes", 1)),
    "reveal": lambda form: ask.Reveal(),
    "count": lambda form: ask.OpenCount(),
    "choose": _choose,
    "turnnext": lambda form: ask.TurnNext(),
    "turnback": lambda form: ask.TurnBack(),
    "skipturn": lambda form: ask.SkipTurn(),
    "clearstop": lambda form: ask.ClearStop(),
    "appoint": lambda form: ask.Appoint(_text(form, "part"), _text(form, "person")),
}

MARKS: Mapping[str, Callable[[Mapping], ask.Command]] = {
    "sort": lambda form: ask.Sort(_text(form, "item"), _text(form, "label")),
    "pick": lambda form: ask.Pick(_text(form, "item"), on=form.get("on") != "0"),
    "answer": lambda form: ask.Answer(_text(form, "item"), answered=form.get("on") != "0"),
    "focus": lambda form: ask.Focus(_text(form, "item")),
    "vote": lambda form: ask.Vote(tuple(form.getlist("item"))),
    "score": lambda form: ask.Score(_number(form, "value", 0)),
    "edit": lambda form: ask.Edit(_text(form, "item"), _text(form, "label")),
    "withdraw": lambda form: ask.Withdraw(_text(form, "item")),
    "choose": _choose,
    # The clock of one's own group; for the clock of all the engine wants who leads.
    "pause": lambda form: ask.Pause(),
    "resume": lambda form: ask.Resume(),
    "extend": lambda form: ask.Extend(_number(form, "minutes", 1)),
    "ready": lambda form: ask.Ready(),
    "tick": lambda form: ask.Tick(),
    "more": lambda form: ask.Ready(more=True),
    "turndone": lambda form: ask.TurnNext(_text(form, "speaker")),
    "pass": lambda form: ask.Pass(_text(form, "speaker")),
    "skipturn": lambda form: ask.SkipTurn(_text(form, "speaker")),
}


def command(table: Mapping[str, Callable], form) -> ask.Command:
    """The command that ``form["do"]`` names. Http404 for a name that is not in the table."""
    make = table.get(form.get("do", ""))
    if make is None:
        raise Http404
    return make(form)
