"""The commands about people: who takes part, who has which part, who leads."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Join:
    """The shell's door let this person in. ``observer`` for somebody who looks on.

    ``person``: by who leads, for somebody who is in the room without a device.
    """

    observer: bool = False
    person: str = ""


@dataclass(frozen=True, slots=True)
class Leave:
    person: str = ""  # by who leads; empty: oneself


@dataclass(frozen=True, slots=True)
class Appoint:
    """Give a part: ``bringer``, ``second_bringer``, ``deputy``, ``scribe``, ``observer``, ``member``; "" clears."""

    part: str
    person: str


@dataclass(frozen=True, slots=True)
class TakeOver:
    """By the deputy, or by somebody of whom the shell says that they are ``named`` to lead this meeting now.

    ``leader`` is who led on the screen of whoever pressed: somebody else's take-over in between makes it too late.
    """

    leader: str = ""
    named: bool = False


@dataclass(frozen=True, slots=True)
class GiveBack:
    """By the facilitator who is back, or by the deputy."""
