"""The first state of a run, and a plan of minutes that fits the meeting."""

import random
from collections.abc import Iterable, Sequence

from .method import Method
from .state import State
from .steps import enter
from .vocabulary import Leading


def start(
    method: Method,
    *,
    people: Iterable[str],
    facilitator: str,
    bringers: Iterable[str] = (),
    now_ms: int,
    deputy: str = "",
    observers: Iterable[str] = (),
    contributes: bool | None = None,
    plan: Sequence[int] | None = None,
    rng: random.Random | None = None,
) -> State:
    """``people``: who takes part, in the order of the table; the facilitator only when they have a seat."""
    people, bringers, observers = tuple(people), tuple(bringers), tuple(observers)
    taking_part = [person for person in people if person != facilitator and person not in observers]
    state = State(
        people=people,
        facilitator=facilitator,
        bringers=bringers,
        deputy=deputy,
        observers=observers,
        clients=tuple(sorted(taking_part, key=lambda person: person not in bringers)) if method.rotates else (),
        contributes=method.leading is Leading.CONTRIBUTES if contributes is None else contributes,
        plan=tuple(plan or (step.minutes for step in method.steps)),
    )
    return enter(method, state, 0, now_ms=now_ms, rng=rng or random.SystemRandom())


def fit(method: Method, minutes: int) -> tuple[int, ...]:
    """Whole minutes per step that add up to ``minutes``, in the proportions of the method, each at least one.

    Steps without a time of their own keep none. With fewer minutes than steps every step gets one.
    """
    wanted = [step.minutes for step in method.steps]
    total = sum(wanted)
    if not total:
        return tuple(wanted)
    exact = [one * minutes / total for one in wanted]
    plan = [max(int(share), 1) if one else 0 for share, one in zip(exact, wanted, strict=True)]
    by_need = sorted(range(len(plan)), key=lambda index: plan[index] - exact[index])
    for index in by_need * 2:
        if sum(plan) >= minutes:
            break
        plan[index] += 1 if wanted[index] else 0
    while sum(plan) > minutes and max(plan) > 1:
        plan[plan.index(max(plan))] -= 1
    return tuple(plan)
