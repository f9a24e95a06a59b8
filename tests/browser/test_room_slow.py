"""The room on a slow connection: what somebody begins before the scripts have come is kept as everything else is."""

import pytest
from playwright.sync_api import expect

from intervision.access import run_for
from intervision.domain.act import act
from intervision.engine import Next
from intervision.models import Contribution
from tests.browser.slowly import before_its_script

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_what_was_written_before_the_script_came_is_a_draft(cast, person, open_room):
    run = open_room("vijfstappen")
    act(by=run_for(cast.facilitator.user, run.pk), command=Next())
    page = person(cast.member.user, phone=True)
    with before_its_script(page, "**/room/room*.js", f"/ronde/{run.pk}/"):
        page.locator("#f-question").fill("Wie wacht er?")
    expect(page.locator("form[data-key$=question] [data-saved]")).to_have_attribute("data-saved", "saved")
    assert Contribution.objects.get(state="draft").text == "Wie wacht er?"
