"""Draw some elements again for everybody, without an act of the engine: who leads, and whether they are away."""

from django.db import transaction

from intervision.engine import Role
from intervision.models import Run
from praktijkkring.live.publish import publish

from .broadcast import topic
from .elements import ROLES, draw
from .place import only_one
from .screen import Screen, Source

READ = ("facilitator", "meeting__season__circle", "meeting__question", "meeting__facilitator", "meeting__deputy")


def tell(run: Run, *names: str) -> None:
    """Publish ``run.version`` with these elements to every role, after the commit. The caller has raised the version."""
    transaction.on_commit(lambda: _tell(run.pk, run.version, names), robust=True)


def to_own_devices(run: Run, user_id: int) -> None:
    """After the commit: what is theirs alone changed. Their other devices fetch; to all others this version is old."""
    publish(room=f"run:{run.pk}", version=run.version, patches={}, mine=user_id)


def _tell(run_id: int, version: int, names: tuple[str, ...]) -> None:
    run = Run.objects.select_related(*READ).get(pk=run_id)
    source = Source.of(run, run.meeting)
    phones, wall = {}, {}
    for language in source.languages:
        for role in ROLES:
            only = only_one(source.method, source.state, role)
            phones[topic(role, language, only)] = draw(Screen(source, role, language=language), *names)
        wall[topic(Role.SCREEN, language)] = ""
    publish(room=f"run:{run_id}", version=version, patches=phones)
    publish(room=f"wall:{run_id}", version=version, patches=wall)
