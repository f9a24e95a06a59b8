"""Live meetings and their harvest: case content, so members who signed and who leads, and nobody else."""

import uuid

from tests.house.matrix import READERS, Row, logged_in, only

MEMBERS = ("member", "case_bringer")
TABLE = (*READERS, "guest")  # the guest has a pass for the meeting of the run, and for no other


def _planned(w):
    return [w.meeting.pk]


def _past(w):
    return [w.past_meeting.pk]


def _run(w):
    return [w.run.pk]


def _card(w):
    return {"id": str(uuid.uuid4()), "step": "3", "kind": "reading", "text": "Ik wacht.", "state": "put"}


ROWS = [
    # Nothing of a circle is in a rehearsal. Without one in the form there is nothing to go on with.
    Row("intervision:rehearse_any", get=logged_in(200)),
    Row("intervision:rehearse", args=lambda w: ["vijfstappen"], get=logged_in(200), post=logged_in(400)),
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
    # Only who brought in then: none of the roles here.
    Row("intervision:look_back_later", args=_past, post={}, data=lambda w: {"text": "Ik belde."}),
    Row("intervision:gifts", args=_past, get={}),
    Row("intervision:looked_back", args=_run, post=only(302, "facilitator"), data=lambda w: {"text": "Ik belde."}),
    Row("intervision:room", args=_run, get=only(200, *TABLE)),
    Row("intervision:fragment", args=_run, get=only(200, *TABLE), page=False),
    Row("intervision:seat", args=_run, post=only(302, *TABLE)),
    Row("intervision:wall", args=_run, get=only(200, *TABLE)),
    Row("intervision:wall_fragment", args=_run, get=only(200, *TABLE), page=False),
    Row(
        "intervision:entry",
        args=_run,
        post=only(302, "member", "guest") | only(409, "case_bringer", "facilitator"),
        data=_card,
    ),
    Row("intervision:mark", args=_run, post=only(302, *TABLE), data=lambda w: {"do": "ready"}),
    Row("intervision:move", args=_run, post=only(302, "facilitator"), data=lambda w: {"do": "pause", "version": "99"}),
    Row("intervision:stop", args=_run, post=only(302, *TABLE)),
    Row("intervision:scribe", args=_run, get=only(200, "facilitator")),
    Row("intervision:name_scribe", args=_run, post=only(302, "facilitator"), data=lambda w: {"person": ""}),
    Row(
        "intervision:seat_other",
        args=_run,
        post=only(302, "facilitator"),
        data=lambda w: {"person": str(w.unsigned_member.user_id)},
    ),
    # Only the scribe, and nobody is named in this world: who leads gets the page back, with what is wrong.
    Row("intervision:enter_for", args=_run, post=only(422, "facilitator")),
    Row("intervision:mark_for", args=_run, post={}, data=lambda w: {"do": "sort"}),
    Row("intervision:lead", args=_run, post=only(409, "facilitator")),
    Row("intervision:still_here", args=_run, post=only(302, "facilitator")),
    Row("intervision:close", args=_run, post=only(302, "facilitator"), data=lambda w: {"version": "99"}),
]
