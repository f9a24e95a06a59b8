"""Check-in and look-back: two steps that a run may have before its method, as data beside the methods."""

from dataclasses import replace
from functools import cache

from intervision.engine import Method, Step

from .library import HERE, load

CHECK_IN, LOOK_BACK = "vooraf-checkin", "vooraf-terugblik"
USUAL = 5  # minutes


@cache
def steps() -> tuple[Step, ...]:
    """The two of them, in the order in which they are done."""
    return load(HERE / "before" / "around.toml").steps


def around(method: Method, *, check_in: int | None = None, look_back: int | None = None) -> Method:
    """``method`` with these steps before it, so many minutes long (0: without a clock); None leaves one out."""
    wanted = {CHECK_IN: check_in, LOOK_BACK: look_back}
    before = tuple(replace(step, minutes=wanted[step.key]) for step in steps() if wanted[step.key] is not None)
    return replace(method, steps=(*before, *method.steps))
