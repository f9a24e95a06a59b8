"""A circle makes a method its own: who may, drafts, versions, and meetings that keep the version they began with."""

import threading
from dataclasses import replace

import pytest
from django.http import Http404

from intervision.access import talk_for
from intervision.domain import own_method
from intervision.domain.start import start_run
from intervision.engine import Method, Text
from intervision.library import drafts, shelf
from intervision.library.access import draft_for, method_for
from intervision.library.history import history
from intervision.models import MethodVersion, OwnMethod
from praktijkkring.accounts.erase import erase
from praktijkkring.accounts.export import gather
from praktijkkring.audit.models import AuditEntry
from praktijkkring.errors import Refused

pytestmark = pytest.mark.django_db


def shorter(standing):
    return replace(standing.draft, name=Text.of({"nl": "Kort"}))


def change(user, key, make=shorter):
    standing = draft_for(user, key)
    own_method.save_draft(by=standing, method=make(standing), revision=standing.own.revision)
    return draft_for(user, key)


def publish(user, key):
    standing = draft_for(user, key)
    return own_method.publish_method(by=standing, revision=standing.own.revision)


def test_a_copy_says_what_it_comes_from_and_keeps_the_credits(cast, published):
    assert (published.source_name, published.copied_from, published.copied_version) == (
        "Vijf stappen",
        "vijfstappen",
        1,
    )
    method = method_for(cast.member.user, published.key).method
    assert method.credit == method_for(cast.member.user, "vijfstappen").method.credit
    assert (method.key, method.version) == (published.key, 1)


def test_the_coordinator_and_who_leads_may_change_it_and_nobody_else(cast, published):
    for user in (cast.coordinator, cast.facilitator.user):
        assert draft_for(user, published.key).may_edit
    for user in (cast.member.user, cast.case_bringer.user):
        assert not method_for(user, published.key).may_edit
        with pytest.raises(Http404):
            draft_for(user, published.key)
    for user in (cast.outsider, cast.other_member.user, cast.superuser):
        with pytest.raises(Http404):
            method_for(user, published.key)


def test_a_draft_is_private_until_it_is_published(cast, published):
    change(cast.coordinator, published.key)
    assert method_for(cast.member.user, published.key).method.name.say() == "Vijf stappen"
    publish(cast.coordinator, published.key)
    assert method_for(cast.member.user, published.key).method.name.say() == "Kort"


def test_an_own_method_is_for_its_owner_alone(cast, draft):
    for user in (cast.coordinator, cast.member.user, cast.superuser):
        with pytest.raises(Http404):
            method_for(user, draft.key)


def test_somebody_who_may_not_write_for_a_circle_cannot_copy_for_it(cast):
    with pytest.raises(Http404):
        own_method.copy_method(by=method_for(cast.member.user, "vijfstappen"), circle=cast.circle)
    assert shelf.circles_to_write_for(cast.member.user) == []
    assert shelf.circles_to_write_for(cast.facilitator.user) == [cast.circle]


def test_a_right_that_ended_meanwhile_is_no_right(cast, published):
    standing = draft_for(cast.facilitator.user, published.key)
    cast.meeting.facilitator = None
    cast.meeting.save(update_fields=["facilitator"])
    with pytest.raises(Http404):
        own_method.save_draft(by=standing, method=shorter(standing), revision=standing.own.revision)


def test_every_publication_is_a_version_with_who_and_what_changed(cast, published):
    change(cast.facilitator.user, published.key)
    publish(cast.facilitator.user, published.key)
    newest, first = history(method_for(cast.member.user, published.key))
    assert (newest.number, newest.by, first.number, first.by) == (2, cast.facilitator.user, 1, cast.coordinator)
    assert [(one.what, one.before, one.after) for one in newest.changes] == [
        ("Naam (en)", "Five steps", ""),
        ("Naam (nl)", "Vijf stappen", "Kort"),
    ]
    assert first.changes == []


def test_a_meeting_keeps_the_version_with_which_it_began(evening):
    cast = evening
    own = own_method.copy_method(by=method_for(cast.coordinator, "vijfstappen"), circle=cast.circle)
    publish(cast.coordinator, own.key)
    talk = talk_for(cast.facilitator.user, cast.meeting.pk)
    run = start_run(by=talk, method=shelf.in_meeting(talk, own.key))
    change(cast.coordinator, own.key)
    publish(cast.coordinator, own.key)
    run.refresh_from_db()
    assert (run.method_key, Method.from_dict(run.method).name.say()) == (own.key, "Vijf stappen")
    assert Method.from_dict(run.method).version == 1


def test_in_a_meeting_one_finds_those_of_circle_leader_and_coordinator(evening, draft):
    cast, talk = evening, talk_for(evening.facilitator.user, evening.meeting.pk)
    assert [one.key for one in shelf.for_meeting(talk) if one.own] == []  # a draft cannot be chosen
    publish(cast.facilitator.user, draft.key)
    for user, circle in ((cast.coordinator, cast.circle), (cast.coordinator, None), (cast.member.user, None)):
        own = own_method.copy_method(by=method_for(user, "zesfasen"), circle=circle)
        publish(user, own.key)
    owners = [(one.own.circle, one.own.owner) for one in shelf.for_meeting(talk) if one.own]
    assert owners == [(None, cast.facilitator.user), (cast.circle, None), (None, cast.coordinator)]


def test_with_a_fault_nothing_is_published(cast, draft):
    standing = change(cast.facilitator.user, draft.key, lambda one: drafts.remove(one.draft, "vragen"))
    with pytest.raises(own_method.NotReady):
        publish(cast.facilitator.user, draft.key)
    assert standing.own.versions.count() == 0


def test_who_comes_second_overwrites_nothing(cast, published):
    seen = draft_for(cast.facilitator.user, published.key)
    change(cast.coordinator, published.key)
    with pytest.raises(own_method.ChangedMeanwhile):
        own_method.save_draft(by=seen, method=seen.draft, revision=seen.own.revision)
    with pytest.raises(own_method.ChangedMeanwhile):
        own_method.publish_method(by=draft_for(cast.facilitator.user, published.key), revision=seen.own.revision)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_publish_at_once_one_makes_the_version(cast, draft):
    user, gate, found = cast.facilitator.user, threading.Barrier(2), []

    def press():
        from django.db import connection  # noqa: PLC0415

        standing = draft_for(user, draft.key)
        gate.wait()
        try:
            found.append(own_method.publish_method(by=standing, revision=standing.own.revision).number)
        except Refused:
            found.append("refused")
        connection.close()

    threads = [threading.Thread(target=press) for _each in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(str, found)) == ["1", "refused"]
    assert MethodVersion.objects.filter(own=draft).count() == 1


def test_nobody_has_more_than_the_most(cast, monkeypatch):
    monkeypatch.setattr(own_method, "MOST", 2)
    by = method_for(cast.facilitator.user, "vijfstappen")
    for _each in range(2):
        own_method.copy_method(by=by, circle=None)
    with pytest.raises(Refused, match="Er zijn al 2 methoden"):
        own_method.copy_method(by=by, circle=None)


def test_what_is_put_away_cannot_be_chosen_and_comes_back(evening, client_of):
    cast = evening
    own = own_method.copy_method(by=method_for(cast.coordinator, "vijfstappen"), circle=cast.circle)
    publish(cast.coordinator, own.key)
    talk = talk_for(cast.facilitator.user, cast.meeting.pk)
    own_method.put_away(by=draft_for(cast.coordinator, own.key), away=True)
    assert shelf.in_meeting(talk, own.key) is None
    assert shelf.put_away(cast.coordinator) == [own]
    own_method.put_away(by=draft_for(cast.coordinator, own.key), away=False)
    assert shelf.in_meeting(talk, own.key) is not None


def test_a_draft_can_be_dropped(cast, published, draft):
    change(cast.coordinator, published.key)
    assert own_method.drop_draft(by=draft_for(cast.coordinator, published.key))
    assert draft_for(cast.coordinator, published.key).draft.name.say() == "Vijf stappen"
    assert not own_method.drop_draft(by=draft_for(cast.facilitator.user, draft.key))
    assert not OwnMethod.objects.filter(pk=draft.pk).exists()


def test_the_trail_says_who_did_it(cast, published):
    scope = f"circle:{cast.circle.pk}"
    actions = list(AuditEntry.objects.filter(scope=scope).order_by("id").values_list("action", flat=True))
    assert actions == ["intervision.method_copied", "intervision.method_published"]


def test_it_goes_along_in_the_export_and_is_forgotten_with_the_account(cast, draft, published):
    user = cast.facilitator.user
    assert [row["name"] for row in gather(user)["intervision.methods"]] == ["Vijf stappen"]
    cast.meeting.facilitator = None
    cast.meeting.save(update_fields=["facilitator"])
    erase(user=user, by=user)
    assert list(OwnMethod.objects.values_list("pk", flat=True)) == [published.pk]
