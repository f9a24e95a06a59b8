"""A step is shown as each role would see it, by the room's own templates."""

import pytest

from intervision.engine import Role
from intervision.library import drafts, kinds, preview
from intervision.methods import library

FIVE = library.get("vijfstappen")


@pytest.mark.parametrize("method", library.all_methods(), ids=lambda method: method.key)
def test_every_step_of_every_method_can_be_shown_to_every_role(method):
    for step in method.steps:
        for place in (step.key, *(f"{step.key}.{way.key}" for way in step.modules)):
            for role in preview.ROLES:
                for turned in (False, True):
                    assert 'id="body"' in preview.screen_of(method, place, role, language="nl", turned=turned)


def test_each_role_reads_its_own_task_in_the_language_of_the_reader():
    seen = {role: preview.screen_of(FIVE, "vragen", role, language="nl") for role in preview.ROLES}
    assert "Schrijf een vraag" in seen[Role.MEMBER]
    assert "Jij zegt nu niets" in seen[Role.BRINGER]
    assert "‘Schrijf in stilte een vraag op" in seen[Role.FACILITATOR]
    assert "You say nothing now" in preview.screen_of(FIVE, "vragen", Role.BRINGER, language="en")


def test_the_case_bringer_turned_away_sees_a_pad_and_no_cards():
    back = drafts.add(FIVE, kinds.steps_of("gossip"), "kern")
    seen = preview.screen_of(back, "achterderug", Role.BRINGER, language="nl")
    assert "is-back" in seen
    assert "Pieter" not in seen


def test_what_somebody_wrote_is_escaped():
    hostile = drafts.put(FIVE, "vraag", drafts.unchecked({"key": "x", "name": "X", "steps": [{"key": "vraag", "title": "<script>alert(1)</script>", "task": {"member": "<img src=x>"}}]}).steps[0])  # fmt: skip
    for role in preview.ROLES:
        seen = preview.screen_of(hostile, "vraag", role, language="nl")
        assert "<script>" not in seen
        assert "<img" not in seen
