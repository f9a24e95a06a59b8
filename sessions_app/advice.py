"""Advice on a burning question, in Dutch and English. Pure, and never a gate: who shares it anyway is right."""

import re
from dataclasses import dataclass

LONG = 200  # characters; a sentence that can be remembered is shorter
A_SITUATION = 30

_OPENERS = "hoe|wat|waarmee|waardoor|waarin|waaraan|welke|op welke|how|what|which|in what|in which"
_CLOSED = (
    "kan|kunnen|moet|moeten|mag|mogen|is|zijn|ben|heb|heeft|hebben|wil|zal|zou|zullen|doe|doet|gaat|ga|"
    "can|could|should|must|may|is|are|am|do|does|did|have|has|will|would|shall"
)
_KNOWLEDGE = (
    r"hoeveel|wanneer|wie is|wat is de definitie|wat betekent|wat kost|welke (wet|regels?|subsidies?|procedure)|"
    r"hoe werkt de (wet|regeling|procedure)|how (much|many)|when|who is|what is the definition|what does .* cost|"
    r"which (law|rules?|grants?|subsid\w+|procedure)"
)
_MINE = r"ik|mij|mijn|me|mezelf|i|i'm|my|mine|myself"
_OTHERS = (
    r"zij|ze|men|iedereen|ambtenaren|burgers|bewoners|de raad|de provincie|het rijk|het college|anderen|"
    r"they|people|everybody|everyone|others|citizens|civil servants|the council|the province|the government"
)
_THEME = (
    r"altijd|overal|in het algemeen|over het algemeen|elke gemeente|alle gemeenten|de samenleving|"
    r"always|everywhere|in general|generally|every municipality|all municipalities|society"
)
_NOW = (
    r"nu|vandaag|morgen|deze (week|maand|zomer|winter)|dit (jaar|voorjaar|najaar|kwartaal)|volgende (week|maand)|"
    r"volgend jaar|straks|binnenkort|komende|over (een|twee|drie|enkele) (week|weken|maand|maanden)|voor de zomer|"
    r"januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|"
    r"now|today|tomorrow|this (week|month|year|summer|winter|spring)|next (week|month|year)|soon|"
    r"january|february|june|july|august|october|in (a|two|three) (week|weeks|month|months)"
)
_PAST = r"jaren geleden|destijds|vroeger|ooit|indertijd|years ago|back then|long ago|in the past"
_DECIDED = (
    r"(is|heb|hebben|heeft|zijn) (al |dat |het )?besloten|staat al vast|besluit is (al )?genomen|ligt al vast|"
    r"(is|was|been|have|has) (already |been )*decided|decision (is|was|has been) (already )?(made|taken)"
)
_NO_NAME = (
    r"Nederlands?e?|Europ(?:a|ese)|Rijk|Kamer|Tweede|Eerste|Dutch|English|European?|I|I'm|Netherlands|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|"
    r"October|November|December"
)
HARDLY = 2  # on the scale of one to five


@dataclass(frozen=True)
class Check:
    """One thing that was looked at. ``good``: it works; else it is a tip. ``word`` is what the tip is about."""

    name: str
    good: bool
    word: str = ""


def advice(text: str, situation: str = "", why_me: str = "", touches: int | None = None) -> list[Check]:
    """What works, and what could be sharper. Empty while there is no question; a doubtful check says nothing."""
    text = " ".join(text.split())
    if not text:
        return []
    around = f"{situation} {why_me}"
    found = [
        _open(text),
        Check("mine", _has(_MINE, text)),
        _concrete(text, situation),
        _current(text, around),
        _influence(text),
        Check("short", len(text) <= LONG and _sentences(text) == 1),
        _only_tip("knowledge", _starts(_KNOWLEDGE, text)),
        _only_tip("decided", _has(_DECIDED, f"{text} {around}")),
        _only_tip("touches", touches is not None and touches <= HARDLY),
        _names(text, situation),
    ]
    return [check for check in found if check]


def works(checks: list[Check]) -> list[Check]:
    return [check for check in checks if check.good]


def tips(checks: list[Check]) -> list[Check]:
    return [check for check in checks if not check.good]


def _has(words: str, text: str) -> bool:
    return re.search(rf"(?<![\w'])(?:{words})(?![\w'])", text, re.IGNORECASE) is not None


def _starts(words: str, text: str) -> bool:
    """At the start, or after a clause such as 'Als wethouder: …'."""
    return re.search(rf"(?:^|[:,;–.] )[\"'‘“]?(?:{words})(?!\w)", text, re.IGNORECASE) is not None


def _only_tip(name: str, hit: bool) -> Check | None:
    return Check(name, good=False) if hit else None


def _open(text: str) -> Check:
    if _starts(_KNOWLEDGE, text) or re.match(rf"(?:{_CLOSED})\b", text, re.IGNORECASE):
        return Check("open", good=False)
    return Check("open", good=_starts(_OPENERS, text))


def _concrete(text: str, situation: str) -> Check:
    return Check("concrete", len(situation.strip()) >= A_SITUATION and not _has(_THEME, text))


def _current(text: str, around: str) -> Check | None:
    if _has(_NOW, f"{text} {around}"):
        return Check("current", good=True)
    return _only_tip("current", _has(_PAST, f"{text} {around}"))


def _influence(text: str) -> Check | None:
    return _only_tip("influence", _has(_OTHERS, text) and not _has(_MINE, text))


def _sentences(text: str) -> int:
    return len([part for part in re.split(r"[.!?]+(?:\s|$)", text) if part.strip()])


def _names(*texts: str) -> Check | None:
    for text in texts:
        for match in re.finditer(r"(?<![.!?:\w'‘“\"-])(?<![.!?:] )(?<=\s)([A-ZÀ-Þ][\w'-]+)", text):
            word = match.group(1)
            if not re.fullmatch(_NO_NAME, word) and not word.isupper():
                return Check("names", good=False, word=word)
    return None
