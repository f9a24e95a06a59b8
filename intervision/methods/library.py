"""The methods that come with the product: one TOML file each, checked when read, read once.

``get("vijfstappen")`` → Method or KeyError; ``all_methods()`` in the order of the list below. How a file is written:
docs/methods.md.
"""

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

from intervision.engine import CaseKind, Method, Role, Safety, Step, Text

HERE = Path(__file__).parent
ORDER = (
    "vijfstappen",
    "tienstappen",
    "incident",
    "zesfasen",
    "rondes",
    "vrienden",
    "oplossingsgericht",
    "waarderend",
    "vermoedens",
    "vlaggen",
    "clinic",
    "forum",
    "drietallen",
    "kwartier",
    "actionlearning",
    "spiegelen",
    "socratisch",
    "balint",
    "roddelen",
    "openvragen",
    "balintgroep",
)
OBSERVER = "observer.toml"
DEFAULT = "vijfstappen"
CAUTION = tuple(Safety)


@cache
def all_methods() -> tuple[Method, ...]:
    return tuple(load(HERE / f"{key}.toml") for key in ORDER)


def get(key: str) -> Method:
    return _by_key()[key]


def fitting(*, people: int, minutes: int, kind: CaseKind | None = None, safety: Safety = Safety.HIGH) -> list[Method]:
    """Methods for this number of people and this much time, the best fit first.

    ``minutes`` is what the method itself may take; one that asks up to a quarter more still fits, by ``engine.fit``.
    ``safety``: what the circle can bear; methods that ask for more trust are left out.
    """
    found = [
        method
        for method in all_methods()
        if method.smallest <= people <= method.largest
        and method.minutes_with(people) <= minutes * 1.25
        and CAUTION.index(method.safety) <= CAUTION.index(safety)
    ]
    return sorted(
        found,
        key=lambda method: (kind is not None and kind not in method.kinds, abs(method.minutes_with(people) - minutes)),
    )


def load(path: Path) -> Method:
    """Raises InvalidMethod with every fault of the file."""
    method = Method.from_dict(tomllib.loads(path.read_text(encoding="utf-8")))
    *steps, last = method.steps
    return replace(method, steps=(*_watched(steps, "each"), *_watched([last], "last")))


def _watched(steps: Iterable[Step], when: str) -> Iterator[Step]:
    """Every step says something to who looks on, and in the last one they are heard."""
    for step in steps:
        modules = tuple(_watched(step.modules, when))
        yield replace(step, modules=modules, task={Role.OBSERVER: _observer()[when], **step.task})


@cache
def _observer() -> dict[str, Text]:
    texts = tomllib.loads((HERE / OBSERVER).read_text(encoding="utf-8"))
    return {when: Text.of(text) for when, text in texts.items()}


@cache
def _by_key() -> dict[str, Method]:
    return {method.key: method for method in all_methods()}
