"""A newcomer on a phone: from the link in the mail to a seat, by keyboard and thumb."""

import pytest
from django.urls import reverse

from circles.domain.invite import Guest, invite
from circles.tokens import token_for
from praktijkkring.models import User
from tests import factories

pytestmark = pytest.mark.browser


def test_a_newcomer_comes_from_the_link_to_a_seat(person):
    circle = factories.make_circle()
    factories.make_members(circle, 5)
    coordinator = circle.coordinators.get().user
    invitation = invite(by=coordinator, circle=circle, guests=[Guest("roos@voorbeeld.nl", "Roos Mulder")])[0]
    page = person(None, phone=True)
    page.goto(reverse("circles:invitation", args=[token_for(invitation)]))
    page.get_by_role("button", name="Lees verder en antwoord").click()
    page.get_by_role("button", name="Teken en ga zitten").click()
    assert page.get_by_label("Je naam").input_value() == "Roos Mulder"
    page.get_by_role("combobox", name="Je gemeente of regio").fill("Westerkoog")
    page.get_by_label("Ik heb de afspraken gelezen").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_text("Welkom. Je zit op stoel 6.").wait_for()
    assert circle.memberships.get(seat=6).user == User.objects.get(email="roos@voorbeeld.nl")
    assert page.watch.troubles == []
