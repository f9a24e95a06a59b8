"""The people of the demo, who are logged in with one click. Only where settings.DEMO."""

from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from .models import User

# No mail can ever arrive here (RFC 6761), and nobody else can have an account here.
DOMAIN = "demo.invalid"


@dataclass(frozen=True)
class DemoPerson:
    """Somebody of the demo: who they are, and what one sees through their eyes."""

    slug: str
    email: str
    role: object
    sees: object


PEOPLE = (
    DemoPerson("coordinator", f"tineke@{DOMAIN}", _("Coordinator"), _("People, dates and money. Reads no cases.")),
    DemoPerson("facilitator", f"fenna@{DOMAIN}", _("Facilitator"), _("Leads the meeting of today.")),
    DemoPerson("case-bringer", f"ellen@{DOMAIN}", _("Case-bringer"), _("Her question is in the centre.")),
    DemoPerson("member", f"pieter@{DOMAIN}", _("Member"), _("Has a seat and takes part.")),
    DemoPerson("outsider", f"chris@{DOMAIN}", _("Outsider"), _("Has an account and no circle yet.")),
)


def people() -> list[tuple[DemoPerson, User]]:
    """Those of the demo who are there, each with their account; nobody outside the demo."""
    if not settings.DEMO:
        return []
    accounts = {user.email: user for user in User.objects.filter(email__in=[p.email for p in PEOPLE], is_active=True)}
    return [(person, accounts[person.email]) for person in PEOPLE if person.email in accounts]


def account_of(slug: str) -> User | None:
    return next((user for person, user in people() if person.slug == slug), None)


def on_the_front_page(request, **given) -> str:
    """Fills the slot ``home.demo``."""
    found = people()
    return render_to_string("accounts/_demo.html", {"people": found}, request) if found else ""
