"""What is sent to the screens: per role, in the reader's language, and never more than that role may see."""

import pytest

from intervision.live_door import admit, admit_wall
from praktijkkring.live import publish as live_publish
from praktijkkring.live import wire


@pytest.fixture
def sent(monkeypatch):
    """Everything that would go over the bus, opened: [(room, change)]."""
    found = []

    def ring(room, message, asking=""):
        if isinstance(message, wire.Change):
            found.append((room, message))
        return bool(asking)

    monkeypatch.setattr(live_publish, "_ring", ring)
    return found


@pytest.fixture
def act_and_tell(django_capture_on_commit_callbacks):
    return lambda act: _run(act, django_capture_on_commit_callbacks)


def _run(act, capture):
    with capture(execute=True):
        return act()


def test_a_closed_card_is_not_sent_to_anybody(live, sent, act_and_tell):
    act_and_tell(lambda: live.fenna.move("next"))
    sent.clear()
    act_and_tell(lambda: live.pieter.write("KANARIE-dicht", step=1))
    assert {room for room, _change in sent} == {f"run:{live.run.pk}", f"wall:{live.run.pk}"}
    assert "KANARIE" not in str([change.patches for _room, change in sent])
    patches = next(change.patches for room, change in sent if room.startswith("run:"))
    ellen, fenna = live.ellen.user.pk, live.fenna.user.pk
    roles = {f"bringer:{ellen}", f"facilitator:{fenna}", "member"}  # nobody looks on, so nothing is drawn for that
    assert set(patches) == {f"{role}.{language}" for role in roles for language in ("nl", "en")}
    assert "1 van de 2 kaarten" in patches["member.nl"]
    assert 'id="body"' not in patches["member.nl"]


def test_half_written_text_is_not_sent_at_all(live, sent, act_and_tell):
    act_and_tell(lambda: live.fenna.move("next"))
    sent.clear()
    act_and_tell(lambda: live.pieter.write("KANARIE-half", step=1, state="draft"))
    assert sent == []


def test_a_step_is_sent_once_per_role_with_its_own_task(live, sent, act_and_tell):
    act_and_tell(lambda: live.fenna.move("next"))
    room, change = sent[0]
    assert (room, change.version) == (f"run:{live.run.pk}", 2)
    assert "Schrijf een vraag die Ellen verder helpt" in change.patches["member.nl"]
    assert "Jij zegt nu niets" in change.patches[f"bringer:{live.ellen.user.pk}.nl"]
    assert 'value="next"' in change.patches[f"facilitator:{live.fenna.user.pk}.nl"]
    assert 'value="next"' not in change.patches["member.nl"]


def test_who_reads_english_gets_english(live, sent, act_and_tell):
    user = live.cast.marieke.user
    user.language = "en"
    user.save(update_fields=["language"])
    act_and_tell(lambda: live.fenna.move("next"))
    assert "Write a question that helps Ellen further" in sent[0][1].patches["member.en"]
    assert admit(user, live.run.pk).role == "member.en"


def test_a_private_insight_is_not_sent(live, sent, act_and_tell):
    for _step in range(4):
        act_and_tell(lambda: live.fenna.move("next"))
    act_and_tell(lambda: live.fenna.move("reveal"))
    sent.clear()
    act_and_tell(lambda: live.pieter.write("KANARIE-privé", step=4, kind="insight", private="on"))
    assert "KANARIE" not in str([change.patches for _room, change in sent])


def test_the_door_gives_each_their_role(live):
    roles = {name: admit(getattr(live, name).user, live.run.pk).role for name in ("fenna", "ellen", "pieter")}
    ellen, fenna = live.ellen.user.pk, live.fenna.user.pk
    assert roles == {"fenna": f"facilitator:{fenna}.nl", "ellen": f"bringer:{ellen}.nl", "pieter": "member.nl"}
    assert admit(live.cast.members[4].user, live.run.pk).role == "observer.nl"
    assert admit_wall(live.fenna.user, live.run.pk).role == "screen.nl"
