"""Over a slow connection somebody presses again: it is done once, and what they see is that it was done."""

import pytest
from django.urls import reverse

from circles.domain import agree

pytestmark = pytest.mark.browser


def test_a_button_that_is_pressed_again_before_the_answer_is_there_does_it_once(person, cast):
    agree.keep_draft(by=cast.coordinator, circle=cast.circle, text="Stil\nIk zwijg.", seen=0)
    page = person(cast.coordinator)
    page.goto(reverse("circles:preview_agreement", args=[cast.circle.pk]))
    sent, held = [], []
    page.on("request", lambda request: request.method == "POST" and sent.append(request.post_data))
    page.route("**/*", lambda route: held.append(route), times=2)  # noqa: PLW0108 - playwright marks its handlers
    button = page.get_by_role("button", name="Vraag 8 deelnemers te tekenen")
    button.scroll_into_view_if_needed()
    box = button.bounding_box()
    middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    with page.expect_request("**/*"):
        page.mouse.click(*middle)
    page.mouse.click(*middle)
    for route in held:
        route.continue_()
    page.get_by_text("De nieuwe tekst is er").first.wait_for()
    assert len(sent) == 1
