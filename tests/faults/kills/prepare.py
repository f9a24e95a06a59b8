"""Run in a process of its own, on a database of its own: a circle of ten in the middle of a meeting, as JSON."""

import json
import sys
from dataclasses import replace

import django


def main() -> None:
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 - after the set-up
    from django.test import Client  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    from intervision.access import run_for, talk_for  # noqa: PLC0415
    from intervision.domain.act import act  # noqa: PLC0415
    from intervision.domain.arrive import arrive  # noqa: PLC0415
    from intervision.domain.start import start_run  # noqa: PLC0415
    from intervision.engine import Next  # noqa: PLC0415
    from intervision.methods import library  # noqa: PLC0415
    from tests import factories  # noqa: PLC0415

    circle = factories.make_circle(state="running")
    seated = factories.make_members(circle, 10)
    meeting = factories.make_season(circle, first=timezone.localdate()).meetings.first()
    meeting.case_bringer, meeting.question = seated[0], factories.make_question(seated[0])
    meeting.facilitator, meeting.state = seated[6].user, "confirmed"
    meeting.save()
    for member in seated:
        arrive(by=talk_for(member.user, meeting.pk))
    leader = seated[6].user
    run = start_run(by=talk_for(leader, meeting.pk), method=as_many_cards_as_they_like(library.get("vijfstappen")))
    act(by=run_for(leader, run.pk), command=Next(), seen=1)
    cookies = []
    for member in seated:
        client = Client()
        client.force_login(member.user)
        cookies.append(client.cookies["session"].value)
    # The facilitator first, then who writes; the case-bringer last.
    order = [6, *range(1, 6), *range(7, 10), 0]
    people = [{"id": seated[nth].user.pk, "cookie": cookies[nth]} for nth in order]
    json.dump({"run": run.pk, "people": people}, sys.stdout)


def as_many_cards_as_they_like(method):
    writing = method.steps[1]
    inputs = tuple(replace(entry, max=0) for entry in writing.inputs)
    return replace(method, steps=(method.steps[0], replace(writing, inputs=inputs), *method.steps[2:]))


if __name__ == "__main__":
    main()
