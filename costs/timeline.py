"""Who carries which part of a season when people come and go. Pure: numbers in, numbers out.

A season runs from 0 to 1; after three of its seven meetings it stands at 3/7. Every stretch of it is carried in equal
parts by who sits at the table then, so that nobody pays for meetings of before they came or of after they left, and
whoever left is touched by nothing that happens later. The rule in words stands in docs/money.md.
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import floor, lcm

from praktijkkring.money.split import split

BEGINNING, END = Fraction(0), Fraction(1)


@dataclass(frozen=True)
class Span:
    """A payer has somebody at the table from ``start`` until ``end``."""

    payer: Hashable
    start: Fraction
    end: Fraction


def merged(spans: Iterable[Span]) -> dict[Hashable, list[tuple[Fraction, Fraction]]]:
    """The stretches of each payer, in order, without empty ones and joined where they touch."""
    found: dict[Hashable, list[tuple[Fraction, Fraction]]] = {}
    for span in sorted(spans, key=lambda one: (one.start, one.end)):
        if span.start >= span.end:
            continue
        mine = found.setdefault(span.payer, [])
        if mine and span.start <= mine[-1][1]:
            mine[-1] = (mine[-1][0], max(mine[-1][1], span.end))
        else:
            mine.append((span.start, span.end))
    return found


def exact_parts(spans: Iterable[Span]) -> dict[Hashable, Fraction]:
    """Which part of the whole each payer carries, exactly. They add up to 1 unless nobody sat there for a while."""
    stretches = merged(spans)
    marks = sorted({BEGINNING, END, *(mark for mine in stretches.values() for pair in mine for mark in pair)})
    parts = dict.fromkeys(stretches, Fraction(0))
    for start, end in pairwise(marks):
        there = [payer for payer, mine in stretches.items() if any(a <= start and end <= b for a, b in mine)]
        for payer in there:
            parts[payer] += (end - start) / len(there)
    return parts


def staying(spans: Iterable[Span]) -> set[Hashable]:
    """Who sits at the table until the end."""
    return {payer for payer, mine in merged(spans).items() if mine[-1][1] >= END}


def divide_in_time(total_cents: int, payers: Sequence[Hashable], spans: Sequence[Span], *, turn: int) -> list[int]:
    """Cents for each of ``payers``, in that order, adding up to ``total_cents``.

    Who left pays the whole cents of their exact part; the cents that are left over lie with who stays, by the largest
    remainder, so that they never come back to somebody who left. Raises ValueError when nobody stays.
    """
    parts, stays = exact_parts(spans), staying(spans)
    cents = {payer: floor(total_cents * parts.get(payer, 0)) for payer in payers if payer not in stays}
    there = [payer for payer in payers if payer in stays]
    scale = lcm(*(parts[payer].denominator for payer in there))
    weights = [int(parts[payer] * scale) for payer in there]
    cents |= dict(zip(there, split(total_cents - sum(cents.values()), weights, turn=turn), strict=True))
    return [cents[payer] for payer in payers]
