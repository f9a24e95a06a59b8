"""The two ways in, walked as a person does, with every click and every field counted. Figures: docs/onboarding.md."""

import pytest
from django.urls import reverse

from circles.domain.invite import Guest, invite
from circles.models import Circle, Invitation
from circles.tokens import token_for
from praktijkkring.models import Message
from sessions_app.models import Question
from tests import factories
from tests.browser.counting import Counted

pytestmark = pytest.mark.browser

ADDRESSES = "\n".join(f"Gast {n} <gast{n}@voorbeeld.nl>" for n in range(1, 9))


@pytest.mark.parametrize("phone", [False, True])
def test_a_new_coordinator_invites_eight_people_with_three_clicks_and_three_fields(person, phone):
    """From an empty account, without help: each page says what is next."""
    tineke = factories.make_user("Tineke Bos", is_coordinator=True)
    page = person(tineke, phone=phone)
    page.goto(reverse("home"))
    walk = Counted(page)
    walk.press("link", "Richt een kring op")
    walk.fill("Korte naam", "Stille straten")
    walk.fill("Thema, als vraag", "Wie past er op de buurt?")
    walk.press("button", "Richt de kring op")
    walk.fill("Mailadressen", ADDRESSES)
    walk.press("button", "Verstuur de uitnodigingen")
    page.get_by_text("8 uitnodigingen zijn onderweg").wait_for()
    assert (len(walk.clicks), len(walk.fields)) == (3, 3)
    assert Circle.objects.get().name == "Stille straten"
    assert Invitation.objects.count() == Message.objects.filter(kind="circles.invitation").count() == 8


@pytest.mark.parametrize(("area", "fields"), [("", 2), ("Westerkoog", 1)])
def test_a_new_member_signs_and_begins_a_question_with_four_taps(person, area, fields):
    """From the link in the mail, on a phone. Who invites from a list has the area filled in already."""
    circle = factories.make_circle()
    factories.make_members(circle, 5)
    guest = Guest("roos@voorbeeld.nl", "Roos Mulder")
    invitation = invite(by=circle.coordinators.get().user, circle=circle, guests=[guest])[0]
    if area:
        Invitation.objects.filter(pk=invitation.pk).update(area=factories.Area.objects.create(name=area))
    page = person(None, phone=True)
    page.goto(reverse("circles:invitation", args=[token_for(invitation)]))
    walk = Counted(page)
    walk.press("button", "Lees verder en antwoord")
    if not area:
        walk.fill("Je gemeente of regio", "Westerkoog")
        page.keyboard.press("Tab")
    walk.press("checkbox", "Ik heb de afspraken gelezen")
    walk.press("button", "Teken en ga zitten")
    walk.press("button", "Begin je vraag")
    page.get_by_role("textbox").first.wait_for()
    walk.fields.append("the question")
    with page.expect_response("**/bewaren/"):
        page.get_by_role("textbox").first.fill("Hoe krijg ik de buurt weer op straat?")
    assert (len(walk.clicks), len(walk.fields)) == (4, fields)
    assert circle.memberships.get(seat=6).signatures.count() == 1
    assert Question.objects.get().text or Question.objects.get().situation
