"""Before the table: open themes for everybody, wishes for who wrote them, proposals, profiles, organisations."""

import json

from django.utils import timezone

from circles.models import Interest, InterestDraft, Proposal, Support
from tests import factories
from tests.house.matrix import INSIDE, Row, everyone, logged_in, only

ADOPTERS = ("coordinator", "other_coordinator")
ANSWERS = {
    "name": "Nora Nieuw",
    "responsibility": "wethouder",
    "situation": "Druk.",
    "area": "Aaldal",
    "organisation": "Gemeente Aaldal",
    "motivation": "Graag.",
    "first_question": "Hoe dan?",
    "availability": ["ma-a"],
    "attend": True,
    "bring": True,
    "silent": True,
    "pay": True,
}
THEME = {
    "name": "Rust",
    "theme": "Hoe vinden we rust?",
    "description": "Voor wie haast heeft.",
    "field": "sociaal",
    "form": "online",
}


def open_circle(w):
    """A circle of our coordinator that anybody may ask to join."""
    return factories.make_circle("Oude erven", coordinator=w.coordinator, is_public=True)


def call(w):
    return [open_circle(w).pk]


def named(w):
    return [open_circle(w).pk, "oude-erven"]


def first_step(w):
    return [*call(w), "situatie"]


def asked(w):
    """The outsider asked."""
    circle = open_circle(w)
    Interest.objects.create(circle=circle, user=w.outsider, motivation="Ja", committed_at=timezone.now())
    return [circle.pk]


def written(w):
    """Everybody with an account wrote everything and sent nothing."""
    circle = open_circle(w)
    for person in filter(None, w.people.values()):
        InterestDraft.objects.create(circle=circle, user=person, written=json.dumps(ANSWERS))
    return [circle.pk]


def proposed(w):
    return [w.proposed.pk]


def proposed_by_outsider(w):
    Proposal.objects.filter(circle=w.proposed).update(by=w.outsider)
    return proposed(w)


def nobody_else_counts(w):
    Support.objects.filter(circle=w.proposed).delete()
    return proposed_by_outsider(w)


def supported(w):
    Support.objects.create(circle=w.proposed, user=w.outsider)
    return proposed(w)


def organisation(w):
    return [w.member.organisation_id]


STEP = {"name": "Nora Nieuw", "responsibility": "wethouder", "situation": "Druk.", "version": "0"}

ROWS = [
    Row("circles:open", get=everyone(200), public=True),
    Row("circles:open", query="?veld=ruimte&gebied=PV21&vorm=online", get=everyone(200), public=True),
    Row("circles:call", args=call, get=everyone(302), public=True),
    Row("circles:theme", args=named, get=everyone(200), public=True),
    Row("circles:call_card", args=call, get=everyone(200), public=True, page=False),
    Row("circles:sitemap", get=everyone(200), public=True, page=False),
    Row("circles:robots", get=everyone(200), public=True, page=False),
    Row("circles:my_interests", get=logged_in(200)),
    Row("circles:interest", args=call, get=logged_in(302)),
    Row("circles:interest", args=asked, get=logged_in(302, outsider=200)),
    Row(
        "circles:interest_step",
        args=first_step,
        get=logged_in(200, coordinator=409),
        post=logged_in(302, coordinator=409),
        data=lambda w: STEP,
    ),
    Row(
        "circles:interest_save",
        args=first_step,
        post=logged_in(200, coordinator=409),
        data=lambda w: {"situation": "Druk", "version": "0"},
        page=False,
    ),
    Row(
        "circles:interest_review",
        args=written,
        get=logged_in(200, coordinator=409),
        post=logged_in(302, coordinator=409),
    ),
    Row("circles:interest_change", args=asked, post=only(302, "outsider")),
    Row("circles:interest_discard", args=written, get=logged_in(200), post=logged_in(302)),
    Row("circles:withdraw_interest", args=asked, get=only(200, "outsider"), post=only(302, "outsider")),
    Row("circles:proposals", get=everyone(200), public=True),
    Row("circles:propose", get=logged_in(200), post=logged_in(302), data=lambda w: THEME),
    Row("circles:proposal", args=proposed, get=everyone(200), public=True),
    Row("circles:support", args=proposed, post=logged_in(302), data=lambda w: {"note": "Ik ook"}),
    Row("circles:no_longer_support", args=supported, post=only(302, "outsider")),
    Row(
        "circles:withdraw_proposal",
        args=proposed_by_outsider,
        get=only(200, "outsider", "network_admin", "superuser"),
        post=only(302, "outsider", "network_admin", "superuser"),
    ),
    Row(
        "circles:change_proposal",
        args=nobody_else_counts,
        get=only(200, "outsider"),
        post=only(302, "outsider"),
        data=lambda w: THEME,
    ),
    Row("circles:adopt", args=proposed, get=only(200, *ADOPTERS), post=only(302, *ADOPTERS)),
    Row(
        "circles:profile",
        get=logged_in(200),
        post=logged_in(302),
        data=lambda w: {"function": "wethouder", "ask_me": "Krimp"},
    ),
    Row("circles:person", args=lambda w: [w.circle.pk, w.case_bringer.pk], get=only(200, *INSIDE)),
    Row("circles:organisation_names", query="?q=gem", get=logged_in(200), page=False),
    Row("circles:organisations", get=only(200, *ADOPTERS, "network_admin", "superuser")),
    Row(
        "circles:organisation",
        args=organisation,
        get=only(200, "coordinator", "network_admin", "superuser"),
        post=only(302, "coordinator", "network_admin", "superuser"),
        data=lambda w: {"country": "NL", "kvk": "12345678"},
    ),
    Row(
        "circles:merge_organisation",
        args=organisation,
        get=only(200, "network_admin", "superuser"),
        post=only(302, "network_admin", "superuser"),
        data=lambda w: {"into": w.case_bringer.organisation_id},
    ),
]
