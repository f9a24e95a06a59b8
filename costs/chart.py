"""The numbers of the two pictures about money. The drawing itself is the template's."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH = 760
"""Width of the picture in its own units."""


LETTER_NEEDS = 18


@dataclass(frozen=True)
class Block:
    """One budget line as a block of the bar, from ``x`` to ``x + width``."""

    letter: str
    x: float
    width: float
    shaded: bool

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 1)

    @property
    def has_room(self) -> bool:
        return self.width > LETTER_NEEDS


@dataclass(frozen=True)
class Bar:
    """The plan beside the indication, both on one scale."""

    blocks: tuple[Block, ...]
    total: float
    indication: float
    sponsored_from: float
    sponsored: float

    @property
    def room(self) -> float:
        """What is left between the plan and the indication."""
        return round(max(0.0, self.indication - self.total), 1)


def bar(amounts: Sequence[tuple[str, int]], indication_cents: int, sponsored_cents: int) -> Bar:
    """Blocks for ``(letter, cents)``, scaled so that the larger of plan and indication fills the width."""
    total = sum(cents for _letter, cents in amounts)
    scale = WIDTH / max(total, indication_cents, 1)
    blocks, x = [], 0.0
    for index, (letter, cents) in enumerate(amounts):
        blocks.append(Block(letter, round(x, 1), round(cents * scale, 1), shaded=index % 2 == 1))
        x += cents * scale
    sponsored = min(sponsored_cents, total) * scale
    return Bar(
        blocks=tuple(blocks),
        total=round(total * scale, 1),
        indication=round(indication_cents * scale, 1),
        sponsored_from=round(total * scale - sponsored, 1),
        sponsored=round(sponsored, 1),
    )


@dataclass(frozen=True)
class ShareBar:
    """One share beside its indication, on the scale of the largest of all."""

    width: float
    mark: float
    paid: float


SHARE_WIDTH = 120


def share_bars(rows) -> list[ShareBar]:
    """A bar for each row with ``share.owed_cents`` and ``indication_cents``."""
    largest = max((max(row.share.owed_cents, row.indication_cents) for row in rows), default=1) or 1
    return [
        ShareBar(
            width=round(row.share.owed_cents * SHARE_WIDTH / largest, 1),
            mark=round(row.indication_cents * SHARE_WIDTH / largest, 1),
            paid=round(min(row.share.paid_cents, row.share.owed_cents) * SHARE_WIDTH / largest, 1),
        )
        for row in rows
    ]
