"""What a process does before it serves keeps nobody from being served."""

import pytest
from django.db import OperationalError

from praktijkkring.live import doors, visitor

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("error", [OperationalError("away"), KeyError("a template")])
def test_what_fails_beforehand_is_said_and_no_more(monkeypatch, caplog, error):
    def fails():
        raise error

    monkeypatch.setattr(doors, "_kinds", {"evening": doors.Kind(door=None, beforehand=fails)})
    visitor.beforehand()
    assert f"not worked out beforehand: {type(error).__name__}" in caplog.text


def test_every_kind_of_room_is_asked(monkeypatch):
    asked = []
    monkeypatch.setattr(
        doors, "_kinds", {name: doors.Kind(None, beforehand=lambda n=name: asked.append(n)) for name in "ab"}
    )
    visitor.beforehand()
    assert asked == ["a", "b"]
