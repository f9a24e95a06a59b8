"""Cents are never lost, and people may type amounts as they are used to."""

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from praktijkkring.money.euro import format_euro, parse_euro
from praktijkkring.money.split import spare_cents, split

weights = st.lists(st.integers(0, 9), min_size=1, max_size=12).filter(any)
totals = st.integers(0, 10_000_000)


@given(totals, weights, st.integers(0, 50))
def test_parts_add_up_and_stay_within_a_cent(total, weights, turn):
    parts = split(total, weights, turn=turn)
    assert sum(parts) == total
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part * sum(weights) - total * weight) < sum(weights)
        assert part == 0 or weight


@given(totals, weights, st.integers(0, 50))
def test_same_input_gives_same_parts(total, weights, turn):
    assert split(total, weights, turn=turn) == split(total, weights, turn=turn)


def test_spare_cents_go_to_the_first_in_line():
    assert split(1_284_930, [1] * 8) == [160617, 160617, 160616, 160616, 160616, 160616, 160616, 160616]
    assert spare_cents(1_284_930, [1] * 8) == 2


def test_spare_cent_rotates_over_seasons():
    payers = [split(1001, [1, 1, 1, 1, 1], turn=season).index(201) for season in range(6)]
    assert payers == [0, 1, 2, 3, 4, 0]


def test_everybody_had_the_spare_cent_once_before_anyone_twice():
    had = [0] * 7
    for season in range(7):
        parts = split(100, [1] * 7, turn=season * spare_cents(100, [1] * 7))
        for index, part in enumerate(parts):
            had[index] += part - 14
    assert had == [2] * 7


@pytest.mark.parametrize(("total", "weights"), [(-1, [1]), (1, [-1, 2]), (1, [0, 0]), (1, [])])
def test_impossible_splits_are_refused(total, weights):
    with pytest.raises(ValueError):
        split(total, weights)


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("1606,17", 160617),
        ("1.606,17", 160617),
        ("1,606.17", 160617),
        ("€ 1.606", 160600),
        ("0,5", 50),
        ("12", 1200),
        ("1.000.000,00", 100_000_000),
        ("38.50", 3850),
    ],
)
def test_amounts_are_read_as_people_write_them(text, cents):
    assert parse_euro(text) == cents


@pytest.mark.parametrize(
    "text", ["", "abc", "-5", "1.60.6", "1,2,3", "1.606.17", "12,345,6", "5 euro", "١٢", "1e3", "0,001", "00.250"]
)
def test_unclear_amounts_are_refused(text):
    with pytest.raises(ValueError):
        parse_euro(text)


@given(st.integers(0, 100_000_000))
def test_what_is_written_can_be_read_again(cents):
    for language in ("nl", "en"):
        with translation.override(language):
            assert parse_euro(format_euro(cents)) == cents


def test_amounts_are_written_in_the_language_of_the_reader():
    with translation.override("nl"):
        assert format_euro(160617) == "€\u00a01.606,17"
        assert format_euro(-150000, whole=True) == "−\u00a0€\u00a01.500"
    with translation.override("en"):
        assert format_euro(160617) == "€1,606.17"
