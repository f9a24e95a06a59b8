"""The engine's no, in words for a person."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from praktijkkring.errors import Refused

from .engine import Code, Refusal

_SENTENCES = {
    Code.CLOSED: gettext_noop("This meeting is over."),
    Code.NOT_HERE: gettext_noop("Take your seat at the table first."),
    Code.NOT_YOURS: gettext_noop("This is somebody else's card."),
    Code.NOT_YOUR_TASK: gettext_noop("In this step this is not up to you."),
    Code.NOT_LEADING: gettext_noop("Only who leads the meeting can do this."),
    Code.NOT_NOW: gettext_noop("That is not part of this step."),
    Code.STEP_OVER: gettext_noop("The group has moved on. Your text is kept on this device."),
    Code.NOT_YET: gettext_noop("That step has not begun yet."),
    Code.STOPPED: gettext_noop("Somebody pressed stop. First talk about that."),
    Code.NOT_STOPPED: gettext_noop("The meeting is going on already."),
    Code.REVEALED: gettext_noop("The cards are open. What lies on the table can no longer be changed."),
    Code.SEALED: gettext_noop("The cards are still closed. Turn them over first."),
    Code.ENOUGH: gettext_noop("You have laid down all your cards for this step."),
    Code.EMPTY: gettext_noop("Write something first."),
    Code.UNKNOWN_ITEM: gettext_noop("This card is no longer there."),
    Code.VOTED: gettext_noop("You have voted already."),
    Code.TOO_MANY: gettext_noop("That is more than you may choose. Take one back first."),
    Code.FIRST_STEP: gettext_noop("This is the first step."),
    Code.LAST_STEP: gettext_noop("This is the last step. Close the meeting when you are done."),
    Code.LOOP_LIMIT: gettext_noop("You have gone round often enough. Go on to the next step."),
    Code.NOTHING_TO_TAKE: gettext_noop("The next step has no minute to spare."),
    Code.NO_CLOCK: gettext_noop("This step has no clock."),
    Code.PAUSED: gettext_noop("The clock is paused already."),
    Code.RUNNING: gettext_noop("The clock is running already."),
    Code.NOT_YOUR_TURN: gettext_noop("It is not your turn."),
    Code.ROUND_OVER: gettext_noop("Everybody has had a turn."),
    Code.ALREADY: gettext_noop("It is so already. Somebody else was just before you."),
    Code.UNKNOWN_LABEL: gettext_noop("That choice does not belong to this step."),
    Code.UNKNOWN_MODULE: gettext_noop("That way of thinking along does not belong to this method."),
    Code.UNKNOWN_STEP: gettext_noop("That step does not belong to this method."),
    Code.UNKNOWN_PERSON: gettext_noop("This person is not at the table."),
    Code.OUT_OF_RANGE: gettext_noop("That is too much or too little."),
    Code.BEGUN: gettext_noop("The case-bringer can change only while nothing has been written."),
    Code.NO_DEPUTY: gettext_noop("Nobody was named to take over."),
}
_OTHERWISE = gettext_noop("That is not possible now.")


class RefusedByEngine(Refused):
    """A refusal with its ``code``, for who must know which one it is."""

    def __init__(self, refusal: Refusal):
        super().__init__(_(_SENTENCES.get(refusal.code, _OTHERWISE)))
        self.code = refusal.code


def not_any_more(name: str) -> Refused:
    return Refused(
        _("%(name)s no longer leads this meeting. Keep the lead, or let somebody else take over.") % {"name": name}
    )


class WrittenElsewhere(Exception):
    """A text is another one by now than the device that writes has seen. Nothing was changed. ``text``: as it is stored."""

    def __init__(self, text: str):
        super().__init__()
        self.text = text


class Overtaken(Exception):
    """Somebody moved the meeting on before this move arrived. Nothing was changed."""
