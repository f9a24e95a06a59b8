"""Live meetings and their harvest: case content, so members who signed and who leads, and nobody else."""

import uuid

from tests.house.matrix import READERS, Row, only

MEMBERS = ("member", "case_bringer")


def _planned(w):
    return [w.meeting.pk]


def _past(w):
    return [w.past_meeting.pk]


def _run(w):
    return [w.run.pk]


def _card(w):
    return {"id": str(uuid.uuid4()), "step": "3", "kind": "reading", "text": "Ik wacht.", "state": "put"}


ROWS = [
    Row("intervision:start", args=_planned, get=only(200, *READERS)),
    Row("intervision:here", args=_planned, post=only(302, *READERS)),
    Row(
        "intervision:plan",
        args=lambda w: [w.meeting.pk, "vijfstappen"],
        get=only(200, "facilitator"),
        post=only(422, "facilitator"),
    ),
    Row("intervision:harvest", args=_past, get=only(200, *READERS)),
    Row("intervision:insight", args=_past, post=only(302, *MEMBERS), data=lambda w: {"text": "Ik luister eerst."}),
    # Only the case-bringer of that meeting, who is none of the roles here.
    Row("intervision:commitment", args=_past, post={}, data=lambda w: {"commitment": "Ik bel."}),
    Row("intervision:room", args=_run, get=only(200, *READERS)),
    Row("intervision:fragment", args=_run, get=only(200, *READERS), page=False),
    Row("intervision:seat", args=_run, post=only(302, *READERS)),
    Row("intervision:wall", args=_run, get=only(200, *READERS)),
    Row("intervision:wall_fragment", args=_run, get=only(200, *READERS), page=False),
    Row(
        "intervision:entry", args=_run, post=only(302, "member") | only(409, "case_bringer", "facilitator"), data=_card
    ),
    Row("intervision:mark", args=_run, post=only(302, *READERS), data=lambda w: {"do": "ready"}),
    Row("intervision:move", args=_run, post=only(302, "facilitator"), data=lambda w: {"do": "pause", "version": "99"}),
    Row("intervision:stop", args=_run, post=only(302, *READERS)),
    Row("intervision:lead", args=_run, post=only(409, "facilitator")),
    Row("intervision:still_here", args=_run, post=only(302, "facilitator")),
    Row("intervision:close", args=_run, post=only(302, "facilitator"), data=lambda w: {"version": "99"}),
]
