"""What is to be seen at the table: seats with their marks, and what lies in the middle."""

from dataclasses import dataclass, field

SEATS_TO_START = 6


@dataclass(kw_only=True)
class Seat:
    """One chair. Without ``ini`` it is free, unless ``behind`` or ``nameless`` says that somebody sits there."""

    ini: str = ""  # initials in the round
    col: int = 7  # 1…10: the colour of the area, by seat number
    name: str = ""  # first name beside it (wall and page), and in the text alternative
    area: str = ""
    tag: str = ""  # a word under the name; by itself it says what the marks mean
    lit: bool = False  # brings the question: clay chair in lamplight
    turned: bool = False  # sits with the back to the table, note pad in front
    speak: bool = False  # speaks now: ring and arcs
    you: bool = False  # dark ring
    lead: bool = False  # hourglass
    away: bool = False  # not here today: hollow round
    behind: bool = False  # a grey person behind the one who is turned away
    nameless: bool = False  # a grey person on a public page
    open: bool = False  # free, and somebody may take it
    extra: bool = False  # seats 7–10: welcome, not needed to start
    plus: bool = False  # the seat you are asked to fill
    num: int | None = None  # the number in an extra seat
    cup: bool = False  # is here
    dots: str = ""  # a turn per season: "1" had, "0" still to come

    @property
    def taken(self) -> bool:
        return bool(self.ini) or self.behind or self.nameless


@dataclass(kw_only=True)
class Table:
    """The whole picture. Seats start at the top and go clockwise."""

    seats: list[Seat] = field(default_factory=list)
    variant: str = "page"  # wall, page, phone, small, back
    six: bool = False  # the green line with six beads: needed to begin
    cards: tuple[int, int] | None = None  # how many lie closed, how many are awaited in all; never whose
    cards_id: str = ""  # makes the cards an element of their own on the page, which can be replaced by itself
    middle: tuple[str, ...] = ()  # a big line and small ones
    question: str = ""  # on a white card in the middle
    question_title: str = ""
    alt: str | None = None  # None: the picture in words; "": decoration beside words
    css: str = ""

    @property
    def taken(self) -> list[Seat]:
        return [seat for seat in self.seats if seat.taken]
