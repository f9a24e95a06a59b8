"""Whoever comes and goes: the cents add up, and nobody who left is touched by what happens later."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from costs.timeline import END, Span, divide_in_time, exact_parts, staying
from praktijkkring.money.split import split

MEETINGS = 7
totals = st.integers(0, 3_000_000)
turns = st.integers(0, 20)
steps = st.integers(0, MEETINGS)


def part(meetings: int) -> Fraction:
    return Fraction(meetings, MEETINGS)


def span(payer, start, end):
    return Span(payer, part(min(start, end)), part(max(start, end)))


@st.composite
def histories(draw):
    """Up to ten payers, each with one or two stretches; the first stays throughout."""
    found = [Span(0, part(0), END)]
    for payer in range(1, draw(st.integers(1, 9)) + 1):
        found += [span(payer, draw(steps), draw(steps)) for _stretch in range(draw(st.integers(1, 2)))]
    return found


def payers(spans):
    return list(dict.fromkeys(one.payer for one in spans))


@given(totals, histories(), turns)
def test_cents_add_up_and_lie_close_to_the_exact_part(total, spans, turn):
    everybody, exact = payers(spans), exact_parts(spans)
    cents = divide_in_time(total, everybody, spans, turn=turn)
    assert sum(cents) == total
    left = len(everybody) - len(staying(spans))
    for payer, share in zip(everybody, cents, strict=True):
        assert share >= 0
        assert abs(share - total * exact.get(payer, 0)) < 1 + left
        if payer not in staying(spans):
            assert share == int(total * exact.get(payer, 0))


@given(totals, histories(), turns, st.randoms(use_true_random=False))
def test_the_order_in_which_it_was_written_down_does_not_matter(total, spans, turn, random):
    everybody = payers(spans)
    other = random.sample(spans, len(spans))
    assert divide_in_time(total, everybody, spans, turn=turn) == divide_in_time(total, everybody, other, turn=turn)


@given(totals, histories(), turns, st.integers(1, MEETINGS - 1), st.integers(0, 4))
def test_what_happens_later_is_nothing_to_who_left(total, spans, turn, now, newcomers):
    """Everybody but the first gives up the seat at ``now`` or before; then others come and the season goes on."""
    past = [Span(one.payer, one.start, min(one.end, part(now))) for one in spans[1:] if one.start < part(now)]
    stays = [spans[0]]
    later = [Span(100 + n, part(now), END) for n in range(newcomers)]
    before = dict(zip(payers(past), divide_in_time(total, [*payers(past), 0], past + stays, turn=turn), strict=False))
    everybody = [*payers(past), 0, *payers(later)]
    after = dict(zip(everybody, divide_in_time(total, everybody, past + stays + later, turn=turn), strict=True))
    assert {payer: after[payer] for payer in before} == before


@given(histories(), steps)
def test_who_joins_makes_it_dearer_for_nobody(spans, start):
    before = exact_parts(spans)
    after = exact_parts([*spans, Span("new", part(start), END)])
    assert all(after[payer] <= before[payer] for payer in before)


@given(totals, st.integers(1, 10), turns)
def test_who_all_sit_there_throughout_pay_what_they_always_paid(total, count, turn):
    spans = [Span(payer, part(0), END) for payer in range(count)]
    assert divide_in_time(total, range(count), spans, turn=turn) == split(total, [1] * count, turn=turn)


def test_who_left_after_three_of_seven_pays_three_sevenths_of_what_they_saw():
    spans = [Span(payer, part(0), END) for payer in range(7)] + [span("hans", 0, 3)]
    cents = divide_in_time(56_000, payers(spans), spans, turn=0)
    assert cents == [7_572, 7_572, 7_572, 7_571, 7_571, 7_571, 7_571, 3_000]


def test_a_seat_that_was_empty_for_a_while_is_paid_for_by_who_was_there():
    spans = [Span("a", part(0), END), span("b", 0, 3), span("b", 5, 7)]
    assert exact_parts(spans) == {"a": Fraction(9, 14), "b": Fraction(5, 14)}


def test_a_while_without_anybody_is_carried_by_who_stays():
    spans = [span("gone", 0, 2), span("new", 4, 7)]
    assert divide_in_time(700, ["gone", "new"], spans, turn=0) == [200, 500]


def test_when_nobody_stays_there_is_nobody_to_divide_over():
    with pytest.raises(ValueError):
        divide_in_time(100, ["a"], [span("a", 0, 3)], turn=0)
