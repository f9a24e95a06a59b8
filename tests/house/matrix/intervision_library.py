"""The library of methods: what comes with the product is for everybody; a circle's own is for the circle.

Who coordinates the circle, or leads a coming meeting of it, may change its methods. A draft is theirs alone.
"""

from intervision.domain import own_method
from intervision.library.access import draft_for, method_for
from tests.house.matrix import INSIDE, READERS, Row, logged_in, only

EDITORS = ("facilitator", "coordinator")


def _library(w):
    return ["vijfstappen"]


def _own(w):
    """A method of the circle: version 1 is published, and it has a draft."""
    own = own_method.copy_method(by=method_for(w.coordinator, "zesfasen"), circle=w.circle)
    own_method.publish_method(by=draft_for(w.coordinator, own.key), revision=own.revision)
    own.refresh_from_db()
    standing = draft_for(w.coordinator, own.key)
    own_method.save_draft(by=standing, method=standing.draft, revision=own.revision)
    return [own.key]


def _step(w):
    return [*_own(w), "verhaal"]


def _seen(w):
    """What the page knew of the draft."""
    return {"revision": "3"}


ROWS = [
    Row("intervision:library", get=logged_in(200)),
    Row("intervision:method_read_in", get=logged_in(200), post=logged_in(422)),
    Row("intervision:method", args=_own, get=only(200, *INSIDE)),
    Row("intervision:method_card", args=_library, get=logged_in(200), page=False),
    Row("intervision:method_file", args=_own, get=only(200, *INSIDE), page=False),
    Row(
        "intervision:method_copy",
        args=_library,
        get=logged_in(200),
        post=logged_in(302),
        data=lambda w: {"whose": "me"},
    ),
    Row("intervision:method_versions", args=_own, get=only(200, *INSIDE)),
    Row("intervision:method_edit", args=_own, get=only(200, *EDITORS)),
    Row("intervision:method_facts", args=_own, get=only(200, *EDITORS), post=only(422, *EDITORS)),
    Row("intervision:method_preview", args=_own, get=only(200, *EDITORS)),
    Row(
        "intervision:method_add_step",
        args=_own,
        post=only(302, *EDITORS),
        data=lambda w: {**_seen(w), "kind": "tell"},
    ),
    Row("intervision:method_step", args=_step, get=only(200, *EDITORS), post=only(422, *EDITORS)),
    Row("intervision:method_step_do", args=_step, post=only(302, *EDITORS), data=lambda w: {**_seen(w), "do": "up"}),
    Row("intervision:method_publish", args=_own, post=only(302, *EDITORS), data=_seen),
    Row("intervision:method_drop", args=_own, post=only(302, *EDITORS)),
    Row("intervision:method_archive", args=_own, post=only(302, *EDITORS)),
    Row(
        "intervision:plan_card",
        args=lambda w: [w.meeting.pk, "vijfstappen"],
        get=only(200, "facilitator"),
        post=only(200, "facilitator"),
        page=False,
    ),
    Row("intervision:run_card", args=lambda w: [w.run.pk], get=only(200, *READERS, "guest"), page=False),
]
