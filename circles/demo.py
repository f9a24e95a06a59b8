"""The demo's people: a circle that runs, and one that still looks for its sixth member."""

import tomllib
from pathlib import Path

from allauth.account.models import EmailAddress
from django.template.loader import render_to_string

from praktijkkring.accounts.demo import DOMAIN
from praktijkkring.models import User

from .domain.answer import accept
from .domain.found import DESCRIBED, found
from .domain.interest import express_interest
from .domain.invite import Guest, invite
from .domain.propose import TOLD, propose, support
from .domain.start import start
from .models import Circle, Membership


def load(demo) -> None:
    """Adds ``demo.people`` (by key), ``demo.circle`` with ``demo.members`` (by key), and ``demo.forming``."""
    words = tomllib.loads(Path(__file__).with_suffix(".toml").read_text())
    for told in words["people"]:
        demo.people[told["key"]] = _person(told)
    demo.circle, demo.members = _circle(demo, words["running"])
    start(by=demo.people["tineke"], circle=demo.circle)
    demo.circle.refresh_from_db()
    demo.forming, _members = _circle(demo, words["forming"], is_public=True)
    for told in words["forming"]["interests"]:
        _interest(demo, told)
    for told in words["proposals"]:
        _proposal(demo, told)
    waiting = [Guest(f"{one['address']}@{DOMAIN}", one["name"]) for one in words["forming"]["invitations"]]
    invite(by=demo.people["tineke"], circle=demo.forming, guests=waiting)


def _person(told: dict) -> User:
    first, *_rest = told["name"].lower().split()
    user = User.objects.create_user(
        f"{first}@{DOMAIN}", name=told["name"], is_coordinator=told.get("coordinator", False)
    )
    EmailAddress.objects.filter(user=user).update(verified=True)
    return user


def _circle(demo, told: dict, **described) -> tuple[Circle, dict[str, Membership]]:
    coordinator = demo.people[told["coordinator"]]
    described |= {name: told[name] for name in DESCRIBED if name in told}
    circle = found(by=coordinator, agreement_text=render_to_string("circles/agreement/nl.txt"), **described)
    members = {one["key"]: _member(demo, circle, coordinator, one) for one in told["members"]}
    return circle, members


def _member(demo, circle: Circle, coordinator: User, told: dict) -> Membership:
    """Invited, signed and seated, as everybody else."""
    user = demo.people[told["key"]] = _person(told)
    invitation = invite(by=coordinator, circle=circle, guests=[Guest(user.email, user.name)])[0]
    return accept(
        by=user,
        invitation=invitation,
        agreement=circle.agreements.first(),
        name=user.name,
        area=told["area"],
        organisation=f"Gemeente {told['area']}",
        responsibility=told["responsibility"],
    )


def _interest(demo, told: dict) -> None:
    user = demo.people[told["key"]] = _person(told)
    express_interest(
        by=user,
        circle=demo.forming,
        name=user.name,
        area=told["area"],
        organisation=f"Gemeente {told['area']}",
        responsibility=told["responsibility"],
        motivation=told["motivation"],
        situation=told["situation"],
        first_question=told["first_question"],
    )


def _proposal(demo, told: dict) -> None:
    """Somebody misses a theme, and others recognise it."""
    circle = propose(by=demo.people[told["by"]], **{name: told[name] for name in TOLD if name in told})
    for key, note in told["me_too"]:
        support(by=demo.people[key], circle=circle, note=note)
