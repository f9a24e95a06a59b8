"""The closed lists of the engine. A value outside them is not a method, not a state and not a command."""

from enum import StrEnum


class Role(StrEnum):
    """Who somebody is in this run. One person may hold several; ``State.role`` gives the one their screen follows."""

    BRINGER = "bringer"
    FACILITATOR = "facilitator"
    MEMBER = "member"
    OBSERVER = "observer"
    SCREEN = "screen"  # the big screen: nobody, and everybody looks at it


class Speech(StrEnum):
    """What a role may do aloud. An empty set is silence."""

    SPEAK = "speak"
    ASK = "ask"  # questions only
    ANSWER = "answer"  # only in reply
    STEER = "steer"  # process remarks only: time, order, rules


class Turns(StrEnum):
    FREE = "free"
    ROUND = "round"  # each in turn, with a spotlight
    ITEM = "item"  # one contribution after the other


class Place(StrEnum):
    """Where the case-bringer sits. In ``BACK`` and ``OUTSIDE`` their screen shows nothing of the others."""

    CIRCLE = "circle"
    BACK = "back"
    OUTSIDE = "outside"
    STAGE = "stage"

    @property
    def away(self) -> bool:
        return self in {Place.BACK, Place.OUTSIDE}


class Who(StrEnum):
    """Who enters something, or who acts on what was entered."""

    BRINGER = "bringer"
    MEMBER = "member"
    FACILITATOR = "facilitator"
    SCRIBE = "scribe"  # one person types what others say
    EVERYONE = "everyone"


class Kind(StrEnum):
    OFFER = "offer"  # a candidate case
    QUESTION = "question"
    READING = "reading"  # any view of the case: association, hypothesis, core, factor
    ADVICE = "advice"
    STATEMENT = "statement"  # a binding text of one person: question, decision, commitment
    INSIGHT = "insight"
    SCORE = "score"  # a figure, counted and never stored with a person
    NOTE = "note"  # for the author alone


class Shown(StrEnum):
    PRIVATE = "private"  # the author only, for ever
    SEALED = "sealed"  # hidden from all until turned over together
    LIVE = "live"
    BRINGER = "bringer"  # author, scribe and case-bringer


class Identity(StrEnum):
    NAMED = "named"
    ANON = "anon"


class Verb(StrEnum):
    """What may be done with contributions of an earlier step."""

    SORT = "sort"
    PICK = "pick"
    VOTE = "vote"
    ANSWER = "answer"
    EDIT = "edit"
    SHOW = "show"


class Repeat(StrEnum):
    ONCE = "once"
    OPTIONAL = "optional"
    ITEM = "item"
    MEMBER = "member"  # the block of such steps is done again with the next case-bringer
    SLOT = "slot"  # its content is chosen from its modules
    LOOP = "loop"  # may go back to an earlier step, a limited number of times


class Keep(StrEnum):
    """Who keeps a contribution when the run closes."""

    NONE = "none"
    BRINGER = "bringer"
    GROUP = "group"
    CARRY = "carry"  # the group, and shown again at the next meeting


class Closes(StrEnum):
    """What turns sealed cards over, or ends the step, when the facilitator does not."""

    FACILITATOR = "facilitator"
    TIMER = "timer"
    ENTERED = "entered"
    AGREEMENT = "agreement"


class Reveal(StrEnum):
    HERE = "here"
    LATER = "later"  # a later step with the verb ``show`` turns them over


class Overrun(StrEnum):
    WARN = "warn"
    STOP = "stop"


class Harvest(StrEnum):
    """Which line of the harvest an input fills."""

    REAL_QUESTION = "real_question"
    COMMITMENT = "commitment"
    INSIGHT = "insight"
    AGREEMENT = "agreement"


class CaseKind(StrEnum):
    PROBLEM = "problem"
    PRACTICAL = "practical"
    SUCCESS = "success"
    CONVERSATION = "conversation"
    RELATION = "relation"
    VALUE = "value"


class Safety(StrEnum):
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class Leading(StrEnum):
    NONE = "none"
    ROTATING = "rotating"
    CONTRIBUTES = "contributes"
    TRAINED = "trained"


class Preparation(StrEnum):
    CIRCULATED = "circulated"
    PREPARED = "prepared"  # but not sent round
    SPONTANEOUS = "spontaneous"


class Phase(StrEnum):
    WRITING = "writing"  # sealed: everybody is silent and writes
    REVEALED = "revealed"  # floor and turns apply


class ItemState(StrEnum):
    DRAFT = "draft"
    SEALED = "sealed"
    SHOWN = "shown"
    WITHDRAWN = "withdrawn"


class Fate(StrEnum):
    """What becomes of a contribution when the run is closed."""

    ERASED = "erased"
    AUTHOR = "author"
    BRINGER = "bringer"
    GROUP = "group"
    CARRY = "carry"
