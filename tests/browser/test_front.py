"""The front door in a real browser."""

import pytest

from tests import factories

pytestmark = pytest.mark.browser


def test_a_stranger_sees_the_front_page_without_an_error(page):
    answer = page.goto("/")
    assert answer.status == 200
    assert "Praktijkkring" in page.title()


def test_somebody_who_is_logged_in_comes_to_their_circles(person):
    page = person(factories.make_user())
    page.goto("/")
    assert page.url.endswith("/kringen/")
