"""A vote cannot be traced to a person, not in any table: there are counts, and who may not vote twice."""

import json

import pytest
from django.db import connection
from django.utils import timezone

from intervision.access import talk_for
from intervision.ballots import BOX, with_counts
from intervision.domain import act
from intervision.domain.start import start_run
from intervision.engine import Code, State
from intervision.errors import _SENTENCES
from intervision.methods import library
from intervision.models import Run, RunLog
from tests.intervision.device import Device


@pytest.fixture
def voting(evening, client_of):
    """The first step of the Socratic talk: everybody lays a question, the cards lie open."""
    run = start_run(by=talk_for(evening.facilitator.user, evening.meeting.pk), method=library.get("socratisch"))
    people = {
        "fenna": evening.facilitator,
        "ellen": evening.case_bringer,
        "pieter": evening.member,
        "marieke": evening.marieke,
    }
    devices = {name: Device(client_of(member.user), run, member.user) for name, member in people.items()}
    cards = {}
    for name in ("ellen", "pieter", "marieke"):
        _answer, cards[name] = devices[name].write(f"Vraag van {name}?", step=0, kind="question")
    devices["fenna"].move("reveal")
    return run, devices, cards


def everything_stored() -> str:
    """Every row of every table, as text."""
    with connection.cursor() as cursor:
        found = []
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT row_to_json(t)::text FROM "{table}" t')  # noqa: S608 - names of our own tables
            found += [f"{table}: {row[0]}" for row in cursor.fetchall()]
    return "\n".join(found)


def test_after_the_count_no_table_says_who_chose_what(voting):
    run, devices, cards = voting
    began = timezone.now()
    for name in ("pieter", "ellen", "marieke", "fenna"):
        answer = devices[name].mark("vote", item=cards["ellen"] if name == "pieter" else cards["pieter"])
        assert answer.status_code in {200, 422}
    devices["fenna"].move("count")
    state = Run.objects.get(pk=run.pk).state
    assert list(state.get("cast", {}).values()) == []
    (ballot,) = state["tallies"].values()
    assert sorted(ballot.values()) in ([1, 2], [1, 3])
    assert list(ballot) == sorted(ballot)
    voted = RunLog.objects.filter(run=run, action="voted")
    assert {(row.by_id, json.dumps(row.facts)) for row in voted} == {(None, "{}")}
    # Who voted last, or when, stands nowhere: no row about a person was made or changed by voting.
    rows = [
        line
        for line in everything_stored().splitlines()
        if line.startswith(("intervision_", "audit", "praktijkkring_message"))
    ]
    for line in rows:
        assert "vote" not in line or line.startswith(("intervision_run:", "intervision_runlog:")), line
    assert all(row.changed_at <= began for row in run.contributions.all())


def test_while_people_vote_only_that_they_did_is_kept_and_in_no_order(voting):
    run, devices, cards = voting
    devices["pieter"].mark("vote", item=cards["ellen"])
    devices["ellen"].mark("vote", item=cards["marieke"])
    tally, voters = ballot_of(run)
    assert voters == sorted(voters)
    assert list(tally) == sorted(tally)
    for name in ("fenna", "marieke"):
        assert "1 ×" not in devices[name].fragment()


def in_the_clear(run, vote) -> set[str]:
    """What of the state differs between two copies of the database, one before and one after ``vote``."""
    before = stored_of(run)["state"]
    rows = everything_stored().splitlines()
    assert vote().status_code == 200
    new = set(everything_stored().splitlines()) - set(rows)
    assert {row.split(":")[0] for row in new} == {"intervision_run", "intervision_runlog"}
    after = stored_of(run)["state"]
    return {name for name in after | before if before.get(name) != after.get(name)}


def test_two_copies_of_the_database_do_not_tell_what_was_chosen_between_them(voting):
    run, devices, cards = voting
    boxes = []
    for name, choice in (("pieter", "ellen"), ("ellen", "pieter")):
        assert in_the_clear(run, lambda: devices[name].mark("vote", item=cards[choice])) == {"cast"}  # noqa: B023
        boxes.append(stored_of(run)["ballots"])
    assert boxes[0] != boxes[1]
    assert len(boxes[0]) == len(boxes[1]) > BOX, "one size, whatever is in it"
    assert ballot_of(run)[0] == {cards["ellen"]: 1, cards["pieter"]: 1}
    devices["marieke"].mark("vote", item=cards["pieter"])
    assert stored_of(run)["ballots"] == b""
    assert list(stored_of(run)["state"]["tallies"].values()) == [{cards["ellen"]: 1, cards["pieter"]: 2}]


def test_counts_in_the_clear_would_be_seen(voting, monkeypatch):
    run, devices, cards = voting

    def lay_open(run, circle_id, state):
        run.state = state.to_dict()

    monkeypatch.setattr(act, "put_away", lay_open)
    assert in_the_clear(run, lambda: devices["pieter"].mark("vote", item=cards["ellen"])) == {"cast", "tallies"}


def stored_of(run) -> dict:
    row = Run.objects.values("state", "ballots").get(pk=run.pk)
    return {"state": row["state"], "ballots": bytes(row["ballots"])}


@pytest.mark.parametrize("code", list(Code))
def test_every_refusal_has_a_sentence_in_both_languages(code):
    from django.utils import translation  # noqa: PLC0415
    from django.utils.translation import gettext  # noqa: PLC0415

    assert code in _SENTENCES, "a refusal says why"
    with translation.override("nl"):
        dutch = gettext(_SENTENCES[code])
    assert dutch != _SENTENCES[code]


def ballot_of(run):
    """The counts of the open vote, which only the product can read, and who has voted."""
    run = Run.objects.get(pk=run.pk)
    state = with_counts(State.from_dict(run.state), run, run.meeting.season.circle_id)
    (tally,), (voters,) = state.tallies.values(), state.cast.values()
    return dict(tally), list(voters)


def test_the_scribe_gives_the_vote_of_who_has_no_device_and_it_is_nobodys(voting, evening):
    run, devices, cards = voting
    roos = evening.members[3].user
    devices["fenna"].post("seat_other", person=roos.pk)
    devices["fenna"].post("name_scribe", person=devices["pieter"].user.pk)
    page = devices["pieter"].browser.get(devices["pieter"].url("scribe")).content.decode()
    asked = page.count(f'name="author" value="{roos.pk}"')
    give = {"do": "vote", "author": roos.pk, "item": cards["ellen"]}
    assert devices["marieke"].post("mark_for", **give).status_code == 404
    assert devices["pieter"].post("mark_for", **give).status_code == 302
    assert ballot_of(run) == ({cards["ellen"]: 1}, [str(roos.pk)])
    log = RunLog.objects.get(run=run, action="voted")
    assert (log.by, log.facts) == (None, {})
    assert str(roos.pk) not in json.dumps(list(RunLog.objects.filter(run=run, action="voted").values_list("facts")))
    assert devices["pieter"].post("mark_for", **give).status_code == 422, "one each"
    page = devices["pieter"].browser.get(devices["pieter"].url("scribe")).content.decode()
    assert page.count(f'name="author" value="{roos.pk}"') == asked - 1
    assert devices["pieter"].mark("vote", item=cards["ellen"]).status_code == 200, "the scribe has one of their own"
    assert ballot_of(run)[0] == {cards["ellen"]: 2}


def test_a_vote_of_nobody_or_of_a_stranger_is_refused(voting, evening):
    run, devices, cards = voting
    devices["fenna"].post("name_scribe", person=devices["pieter"].user.pk)
    for author in ("", "x", evening.outsider.pk):
        fields = {"do": "vote", "author": author, "item": cards["ellen"]}
        assert devices["pieter"].post("mark_for", **fields).status_code == 422
    assert Run.objects.get(pk=run.pk).state.get("cast", {}) == {}
