"""Dividing cents so that the parts always add up to the whole. Pure: no Django, no floats.

The algorithm stands in docs/money.md: everybody first gets the whole cents of their exact part, then the cents
that are left go one by one to the largest remainders. Equal remainders take turns: ``turn`` moves the one who is
first in line, so that the spare cent of one season does not fall on the same payer in the next.
"""

from collections.abc import Sequence


def split(total_cents: int, weights: Sequence[int], *, turn: int = 0) -> list[int]:
    """Parts of ``total_cents`` in proportion to ``weights``, in the same order, adding up exactly.

    ``weights`` are whole numbers of zero or more, at least one above zero; a weight of zero pays nothing.
    Each part differs by less than one cent from its exact share. Raises ValueError for a negative total or
    weight, or when there is nobody to pay.
    """
    if total_cents < 0 or any(weight < 0 for weight in weights):
        raise ValueError("cents and weights are zero or more")
    all_weight = sum(weights)
    if all_weight == 0:
        raise ValueError("there is nobody to pay")
    parts = [total_cents * weight // all_weight for weight in weights]
    payers = [index for index, weight in enumerate(weights) if weight]
    first = turn % len(payers)
    in_line = payers[first:] + payers[:first]
    # sorted() keeps the order of the line among equal remainders
    by_remainder = sorted(in_line, key=lambda index: -(total_cents * weights[index] % all_weight))
    for index in by_remainder[: total_cents - sum(parts)]:
        parts[index] += 1
    return parts


def spare_cents(total_cents: int, weights: Sequence[int]) -> int:
    """How many cents are left after everybody got the whole cents of their part."""
    all_weight = sum(weights)
    return total_cents - sum(total_cents * weight // all_weight for weight in weights)
