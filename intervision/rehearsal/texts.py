"""What simulated people write and say: one invented case in texts/*.toml, in Dutch and English."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from intervision.engine import Input, Method, Speech, State, Step
from intervision.engine.vocabulary import Repeat, Role
from intervision.room.people import Person

HERE = Path(__file__).parent / "texts"
FILES = ("questions", "readings", "advice", "statements", "spoken")
LANGUAGES = ("nl", "en")
FACILITATOR = "9"
OWN_QUESTION = "question"


@dataclass(frozen=True)
class Sayings:
    """The texts of one language, as lists by name."""

    language: str

    def all(self, name: str) -> tuple[str, ...]:
        return _lists()[name][LANGUAGES.index(self.language)]

    def answer_to(self, question: str) -> str:
        """What Hanna says to this question; "" when it is not one of ours."""
        return _answers()[LANGUAGES.index(self.language)].get(question, "")

    def question_of(self, person: str) -> str:
        """The burning question of this person themself; without one (the facilitator): that of the case."""
        seats = _people()["seats"]
        place = int(person) - 1
        return (seats[place] if place < len(seats) else _people()["case"])["question"][LANGUAGES.index(self.language)]

    @property
    def circle(self) -> str:
        return _people()["case"]["circle"][LANGUAGES.index(self.language)]

    @property
    def question(self) -> str:
        return _people()["case"]["question"][LANGUAGES.index(self.language)]


def about(text: str, bringer: str) -> str:
    """The text with the first name of who brings the case now."""
    known = people()
    name = known[bringer if bringer in known else FACILITATOR].first_name
    return text.replace("{bringer}", name).replace("{Bringer}", name)


def sayings(language: str) -> Sayings:
    return Sayings(language if language in LANGUAGES else LANGUAGES[0])


@cache
def people() -> dict[str, Person]:
    """Six at the table, the case-bringer first, and a facilitator without a seat."""
    known = _people()
    found = {str(seat): _person(str(seat), one, seat) for seat, one in enumerate(known["seats"], start=1)}
    return found | {FACILITATOR: _person(FACILITATOR, known["facilitator"], None)}


def _person(name: str, data: dict, seat: int | None) -> Person:
    return Person(name, data["name"], data["name"].split()[0], data["initials"], data.get("area", ""), seat)


def written(method: Method, state: State, entry: Input) -> str:
    """The name of the list from which this input of the current step is filled."""
    step, now = method.steps[state.step], state.now(method)
    place = step.key if step is now else f"{step.key}.{now.key}"
    own = _steps().get(method.key, {}).get(f"{place}.{entry.kind}")
    if own:
        return own
    if method.rotates and entry.kind == "note":
        return "pad_own"
    return _steps()["harvest"].get(entry.harvest or "") or _steps()["kind"].get(entry.kind, "advice")


def spoken(method: Method, state: State, role: Role) -> str:
    """The name of the list of what this role says aloud in the current step; "" when it is silent."""
    step = state.now(method)
    lines = _steps()["spoken"].get(method.key, {}).get(method.steps[state.step].key)
    if lines:
        return lines[0 if role is Role.BRINGER else 1]
    own = "_own" if method.rotates and step.repeat is Repeat.MEMBER else ""
    if role is Role.MEMBER:
        return _by_members(step, own)
    speech = step.speech(Role.BRINGER)
    if Speech.ANSWER in speech:
        return "answers" + own
    if Speech.SPEAK not in speech:
        return ""
    if step.speech(Role.MEMBER) and not own:
        return "back"
    return ("tell" if state.step * 2 < len(method.steps) else "back") + own


def _by_members(step: Step, own: str) -> str:
    speech = step.speech(Role.MEMBER)
    if Speech.SPEAK in speech:
        return "together" if step.speech(Role.BRINGER) else "talk" + own
    if Speech.ASK in speech:
        return "ask_own" if own else "clarify"
    return "together" if speech else ""


@cache
def _lists() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    pairs = {name: rows for file in FILES for name, rows in _read(file).items()}
    return {name: tuple(tuple(row[at] for row in rows) for at in range(len(LANGUAGES))) for name, rows in pairs.items()}


@cache
def _answers() -> tuple[dict[str, str], ...]:
    """Question → answer, per language."""
    asked, said = _read("questions"), _read("answers")
    pairs = [pair for name, rows in said.items() for pair in zip(asked[name], rows, strict=False)]
    return tuple({question[at]: answer[at] for question, answer in pairs} for at in range(len(LANGUAGES)))


@cache
def _steps() -> dict:
    return _read("steps")


@cache
def _people() -> dict:
    return _read("people")


def _read(name: str) -> dict:
    return tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))
