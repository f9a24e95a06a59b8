"""The demo's money: a fixed division, half of it paid."""

import tomllib
from pathlib import Path

from .domain.divide import fix
from .domain.pay import mark_paid
from .domain.plan import plan


def load(demo) -> None:
    words = tomllib.loads(Path(__file__).with_suffix(".toml").read_text())
    coordinator = demo.people["tineke"]
    budget = plan(
        season=demo.season,
        by=coordinator,
        key="member",
        lines=words["lines"],
        sponsor_name=words["sponsor"],
        sponsor_cents=words["sponsor_cents"],
    )
    fix(season=demo.season, by=coordinator)
    for key in words["paid"]:
        share = budget.shares.select_related("budget__season", "membership__user").get(membership=demo.members[key])
        mark_paid(share=share, by=coordinator)
