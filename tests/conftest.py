"""The cast. Tineke coordinates, Fenna leads, Ellen brings the case, Pieter is a member, Chris stands outside."""

from types import SimpleNamespace

import pytest

from tests import factories

pytest_plugins = [
    "tests.plugins.database",
    "tests.plugins.groups",
    "tests.plugins.speed",
    "tests.plugins.redis",
    "tests.plugins.hardship",
    "tests.plugins.site",
    "tests.plugins.browser",
]


@pytest.fixture
def cast(db):
    """A running circle of eight with a season, and a second circle whose people may see nothing of the first."""
    circle = factories.make_circle(state="running")
    members = factories.make_members(circle, 8)
    season = factories.make_season(circle)
    meeting = season.meetings.first()
    ellen, pieter, fenna = members[0], members[1], members[6]
    question = factories.make_question(ellen)
    meeting.case_bringer, meeting.question = ellen, question
    meeting.facilitator, meeting.state = fenna.user, "confirmed"
    meeting.save()
    other = factories.make_circle(
        "Krimp en groei", coordinator=factories.make_user("Willem Ander", is_coordinator=True)
    )
    stranger = factories.make_member(other, 9)
    return SimpleNamespace(
        circle=circle,
        members=members,
        season=season,
        meeting=meeting,
        question=question,
        coordinator=circle.coordinators.get().user,
        case_bringer=ellen,
        member=pieter,
        facilitator=fenna,
        outsider=factories.make_user("Chris Buiten"),
        other_circle=other,
        other_member=stranger,
        superuser=factories.make_user("Super Beheer", is_staff=True, is_superuser=True),
    )
