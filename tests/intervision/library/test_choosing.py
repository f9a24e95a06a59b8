"""A method is chosen for a meeting: by question, people, time and trust, with a reason; its minutes fit the evening."""

import datetime
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intervision.engine import CaseKind, Safety
from intervision.library import choosing, shelf
from intervision.library.choosing import Wish, choose, minutes_for_method, plan_for, times, trust_after
from intervision.methods import library


def best(**wish):
    return choose(shelf.built_in(), Wish(**wish))


def test_what_fits_comes_first_and_says_why():
    found = best(people=8, minutes=60, kind=CaseKind.PRACTICAL, safety=Safety.LOW)
    assert found[0].fits
    assert found[0].reasons[0] == "Bedoeld voor dit soort vraag: praktische vraag."
    assert [choice.fits for choice in found] == sorted((choice.fits for choice in found), reverse=True)
    assert len(found) == 21


def test_what_does_not_fit_says_why_not():
    doubts = {choice.method.key: choice.doubts for choice in best(people=12, minutes=45, safety=Safety.LOW)}
    assert doubts["tienstappen"] == (
        "Hij is voor hoogstens 10 mensen.",
        "Hij duurt 90 minuten; jullie hebben er ongeveer 45.",
    )
    assert doubts["roddelen"][-1] == "Hij vraagt meer vertrouwen dan een kring op dit moment heeft."


def test_a_circle_that_knows_each_other_is_offered_more():
    calm = [choice.method.key for choice in best(people=6, minutes=90, safety=Safety.LOW) if choice.fits]
    bold = [choice.method.key for choice in best(people=6, minutes=90, safety=Safety.HIGH) if choice.fits]
    assert set(calm) < set(bold)
    assert "roddelen" in bold
    assert [trust_after(number) for number in (0, 1, 2, 4, 5)] == ["low", "low", "medium", "medium", "high"]


@pytest.mark.parametrize(
    ("after", "minutes"),
    [(-600, 120), (-1, 120), (0, 140), (30, 110), (120, 20), (145, 15), (200, 120)],
)
def test_the_time_of_the_evening_is_what_is_left_of_it(after, minutes):
    begin = datetime.datetime(2026, 11, 22, 18, 30, tzinfo=datetime.UTC)
    meeting = SimpleNamespace(starts_at=begin, ends_at=begin + datetime.timedelta(minutes=150))
    assert minutes_for_method(meeting, begin + datetime.timedelta(minutes=after)) == minutes


def test_a_meeting_without_a_date_takes_an_ordinary_evening():
    assert minutes_for_method(SimpleNamespace(starts_at=None, ends_at=None)) == choosing.USUAL


@given(st.sampled_from(library.all_methods()), st.integers(3, 10), st.integers(15, 240))
def test_a_plan_never_asks_more_than_there_is(method, people, minutes):
    plan = plan_for(method, people=people, minutes=minutes)
    often = times(method, people)
    total = sum(one * each for one, each in zip(plan, often, strict=True))
    least = sum(each for step, each in zip(method.steps, often, strict=True) if step.minutes)
    assert total <= max(minutes, least)
    assert total <= method.minutes_with(people) * choosing.STRETCH
    assert all((one > 0) == (step.minutes > 0) for one, step in zip(plan, method.steps, strict=True))


@pytest.mark.parametrize("people", range(3, 11))
def test_the_repeated_steps_are_counted_as_often_as_they_come(people):
    for method in library.all_methods():
        total = sum(step.minutes * each for step, each in zip(method.steps, times(method, people), strict=True))
        assert total == method.minutes_with(people), method.key
