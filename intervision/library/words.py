"""Every closed list of the engine as a choice that somebody can read. The order is the order on the page."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from intervision.engine import CaseKind, Closes, Harvest, Keep, Kind, Leading, Place, Role, Safety, Shown, Turns
from intervision.engine.vocabulary import Overrun, Preparation, Repeat, Reveal, Speech, Verb, Who

KINDS_OF_QUESTION = {
    CaseKind.PROBLEM: _("A problem you are stuck in"),
    CaseKind.PRACTICAL: _("A practical question: how do I do this?"),
    CaseKind.RELATION: _("Something between you and somebody else"),
    CaseKind.CONVERSATION: _("A conversation that is coming or went wrong"),
    CaseKind.VALUE: _("A dilemma: what is right here?"),
    CaseKind.SUCCESS: _("Something that went well"),
}
SHORT_KINDS = {
    CaseKind.PROBLEM: pgettext_lazy("kind of question", "problem"),
    CaseKind.PRACTICAL: pgettext_lazy("kind of question", "practical question"),
    CaseKind.RELATION: pgettext_lazy("kind of question", "relation"),
    CaseKind.CONVERSATION: pgettext_lazy("kind of question", "conversation"),
    CaseKind.VALUE: pgettext_lazy("kind of question", "dilemma"),
    CaseKind.SUCCESS: pgettext_lazy("kind of question", "success"),
}
SAFETY = {
    Safety.LOW: _("Suits a new circle"),
    Safety.MEDIUM: _("For a circle that knows each other a little"),
    Safety.HIGH: _("Only for a circle that trusts each other well"),
}
LEADING = {
    Leading.NONE: _("Nobody has to lead"),
    Leading.ROTATING: _("Any member can lead, without joining in"),
    Leading.CONTRIBUTES: _("Any member can lead, and joins in"),
    Leading.TRAINED: _("Needs somebody who was trained for it"),
}
PREPARATION = {
    Preparation.PREPARED: _("The case-bringer prepares, the others do not"),
    Preparation.CIRCULATED: _("Everybody reads the case beforehand"),
    Preparation.SPONTANEOUS: _("Nothing is prepared"),
}
ROLES = {
    Role.BRINGER: _("Case-bringer"),
    Role.MEMBER: _("Members"),
    Role.FACILITATOR: _("Facilitator"),
    Role.OBSERVER: _("Observer"),
}
SPEECH = {
    Speech.SPEAK: _("speaks freely"),
    Speech.ASK: _("asks questions"),
    Speech.ANSWER: _("answers"),
    Speech.STEER: _("guards time, order and rules"),
}
TURNS = {
    Turns.FREE: _("Whoever wants to"),
    Turns.ROUND: _("One after the other, round the table"),
    Turns.ITEM: _("Card by card"),
}
PLACES = {
    Place.CIRCLE: _("In the circle, with the others"),
    Place.BACK: _("With their back to the table: sees nothing of what the others write"),
    Place.OUTSIDE: _("Outside the circle: sees nothing of what the others write"),
    Place.STAGE: _("In the middle: something is played or shown"),
}
WRITERS = {
    Who.MEMBER: _("Every member"),
    Who.BRINGER: _("The case-bringer"),
    Who.EVERYONE: _("Everybody, case-bringer included"),
    Who.FACILITATOR: _("The facilitator"),
    Who.SCRIBE: _("One person writes for the others"),
}
KINDS = {
    Kind.QUESTION: pgettext_lazy("what is written", "Question"),
    Kind.READING: pgettext_lazy("what is written", "View of the case (image, hunch, core)"),
    Kind.ADVICE: pgettext_lazy("what is written", "Advice"),
    Kind.STATEMENT: pgettext_lazy("what is written", "Decision or position"),
    Kind.INSIGHT: pgettext_lazy("what is written", "Insight to take home"),
    Kind.OFFER: pgettext_lazy("what is written", "Case that somebody offers"),
    Kind.NOTE: pgettext_lazy("what is written", "Note for oneself"),
    Kind.SCORE: pgettext_lazy("what is written", "Figure, counted without names"),
}
SHOWN = {
    Shown.LIVE: _("Everybody, at once"),
    Shown.SEALED: _("Nobody, until all cards are turned over together"),
    Shown.BRINGER: _("The case-bringer only"),
    Shown.PRIVATE: _("Only who wrote it"),
}
HARVESTS = {
    Harvest.REAL_QUESTION: _("The real question"),
    Harvest.COMMITMENT: _("The commitment"),
    Harvest.INSIGHT: _("Insights"),
    Harvest.AGREEMENT: _("Agreements of the circle"),
}
KEEPS = {
    Keep.NONE: _("Nobody: it is erased at the end"),
    Keep.BRINGER: _("The case-bringer"),
    Keep.GROUP: _("The circle"),
    Keep.CARRY: _("The circle, and it is shown again at the next meeting"),
}
VERBS = {
    Verb.SORT: _("Lays each card on a pile"),
    Verb.PICK: _("Chooses cards"),
    Verb.VOTE: _("Votes, without names"),
    Verb.ANSWER: _("Answers them one by one"),
    Verb.EDIT: _("May reword them"),
    Verb.SHOW: _("Everybody sees them again; closed ones are turned over"),
}
REPEATS = {
    Repeat.ONCE: _("Once"),
    Repeat.OPTIONAL: _("May be skipped"),
    Repeat.ITEM: _("For every card"),
    Repeat.MEMBER: _("Again for each member, who then brings a case"),
    Repeat.LOOP: _("May go back to an earlier step"),
    Repeat.SLOT: _("One of several ways, chosen in the room"),
}
CLOSES = {
    Closes.FACILITATOR: _("The facilitator goes on"),
    Closes.TIMER: _("The clock"),
    Closes.ENTERED: _("When everybody has written"),
    Closes.AGREEMENT: _("When everybody says they are ready"),
}
ENDS = {  # beside a step of a method: what goes on without who leads
    Closes.TIMER: _("Ends with the clock"),
    Closes.ENTERED: _("Ends when everybody has written"),
    Closes.AGREEMENT: _("Ends when everybody is ready"),
}
OVERRUN = {
    Overrun.WARN: _("The clock goes on counting"),
    Overrun.STOP: _("The clock stays at 0:00"),
}
REVEALS = {
    Reveal.HERE: _("In this step"),
    Reveal.LATER: _("In a later step, which shows them"),
}
EVERY_LIST = {
    CaseKind: KINDS_OF_QUESTION,
    Safety: SAFETY,
    Leading: LEADING,
    Preparation: PREPARATION,
    Speech: SPEECH,
    Turns: TURNS,
    Place: PLACES,
    Who: WRITERS,
    Kind: KINDS,
    Shown: SHOWN,
    Harvest: HARVESTS,
    Keep: KEEPS,
    Verb: VERBS,
    Repeat: REPEATS,
    Closes: CLOSES,
    Overrun: OVERRUN,
    Reveal: REVEALS,
}


def choices(words: dict) -> list[tuple[str, object]]:
    """For the choices of a form field."""
    return [(key.value, word) for key, word in words.items()]
