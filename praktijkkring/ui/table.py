"""The round table: stub."""

from dataclasses import dataclass


@dataclass
class Seat:
    ini: str = ""
    col: int = 7
    name: str = ""
    area: str = ""
    tag: str = ""
    lit: bool = False
    turned: bool = False
    speak: bool = False
    you: bool = False
    lead: bool = False
    away: bool = False
    open: bool = False
    extra: bool = False
    behind: bool = False
    plus: bool = False
    num: int | None = None
    cup: bool = False
    dots: str = ""


@dataclass
class Table:
    seats: list[Seat]
    variant: str = "page"
    six: bool = False
    cards: tuple[int, int] | None = None
    middle: tuple[str, str] | None = None
    question: str = ""
    question_title: str = ""
    alt: str = ""
