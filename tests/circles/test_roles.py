"""Who has which role in a circle: asked, given, ended, told to all, and never nobody who coordinates."""

import pytest
from django.http import Http404
from django.urls import reverse

from circles import roles
from circles.access import circle_for, coordinators_of
from circles.domain import depart, hand_over
from circles.domain.interest import express_interest
from circles.models import RoleHolder
from circles.rights import Role
from costs.access import costs_for
from praktijkkring.audit.models import AuditEntry
from praktijkkring.errors import Refused
from praktijkkring.outbox.models import Message
from sessions_app.access import meeting_for
from sessions_app.domain.lead import name_leaders
from sessions_app.pages import possible_leaders
from tests import factories


def give(cast, person, kind):
    asked = hand_over.ask(by=cast.coordinator, circle=cast.circle, to_email=person.email, kind=kind)
    hand_over.take_over(by=person, handover=asked)
    return asked


def actions():
    return set(AuditEntry.objects.values_list("action", flat=True))


def test_two_coordinate_and_both_get_the_mails(cast):
    give(cast, cast.member.user, "beside")
    assert coordinators_of(cast.circle) == [cast.coordinator, cast.member.user]
    depart.leave(by=cast.case_bringer.user, membership=cast.case_bringer)
    told = Message.objects.filter(kind="circles.left").values_list("to_user", flat=True)
    assert set(told) == {cast.coordinator.pk, cast.member.user.pk}


def test_the_last_coordinator_cannot_stop(cast):
    with pytest.raises(Refused):
        hand_over.step_down(by=cast.coordinator, circle=cast.circle)
    give(cast, cast.member.user, "beside")
    hand_over.step_down(by=cast.coordinator, circle=cast.circle)
    assert coordinators_of(cast.circle) == [cast.member.user]
    with pytest.raises(Http404):
        circle_for(cast.coordinator, cast.circle.pk)
    with pytest.raises(Http404):
        hand_over.step_down(by=cast.coordinator, circle=cast.circle)


def test_a_coordinator_who_stopped_gives_no_roles_any_more(cast):
    asked = hand_over.ask(by=cast.coordinator, circle=cast.circle, to_email=cast.outsider.email, kind="lead")
    give(cast, cast.member.user, "over")
    with pytest.raises(Refused):
        hand_over.take_over(by=cast.outsider, handover=asked)


def test_a_treasurer_sees_and_changes_the_costs_and_nothing_else_of_a_coordinator(cast):
    before = circle_for(cast.member.user, cast.circle.pk).roles
    with pytest.raises(Http404):
        costs_for(cast.member.user, cast.season.pk, "costs.change")
    give(cast, cast.member.user, "money")
    standing = circle_for(cast.member.user, cast.circle.pk)
    assert standing.roles == before | {Role.TREASURER}
    assert costs_for(cast.member.user, cast.season.pk, "costs.change").may("costs.see_all_shares")
    allowed = [a for a in ("circle.edit", "circle.form", "circle.invite", "circle.remove") if standing.may(a)]
    assert allowed == []


def test_a_treasurer_who_leaves_is_no_longer_treasurer(cast):
    give(cast, cast.member.user, "money")
    depart.leave(by=cast.member.user, membership=cast.member)
    assert not RoleHolder.objects.filter(until__isnull=True).exists()


def test_somebody_from_outside_is_no_treasurer(cast):
    asked = hand_over.ask(by=cast.coordinator, circle=cast.circle, to_email=cast.outsider.email, kind="money")
    with pytest.raises(Refused):
        hand_over.take_over(by=cast.outsider, handover=asked)


def test_a_facilitator_from_outside_can_be_chosen_and_reads_nothing_before(cast):
    give(cast, cast.outsider, "lead")
    with pytest.raises(Http404):
        circle_for(cast.outsider, cast.circle.pk)
    assert cast.outsider in possible_leaders(meeting_for(cast.coordinator, cast.meeting.pk))
    name_leaders(meeting=cast.meeting, facilitator=cast.outsider, deputy=None, by=cast.coordinator)
    assert circle_for(cast.outsider, cast.circle.pk).may("circle.content")
    holder = RoleHolder.objects.get()
    hand_over.end_role(by=cast.outsider, holder=holder)
    with pytest.raises(Http404):
        hand_over.end_role(by=cast.coordinator, holder=holder)


def test_everybody_hears_that_the_coordinator_leads_before_anything_is_read(cast, client):
    assert not circle_for(cast.coordinator, cast.circle.pk).may("circle.content")
    name_leaders(meeting=cast.meeting, facilitator=cast.coordinator, deputy=None, by=cast.coordinator)
    told = Message.objects.filter(kind="circles.coordinator_reads").values_list("to_user", flat=True)
    assert sorted(told) == sorted(member.user_id for member in cast.members)
    assert "circles.coordinator_reads" in actions()
    client.force_login(cast.member.user)
    page = client.get(reverse("circles:circle", args=[cast.circle.pk])).content.decode()
    assert "Tineke Bos" in page.split("ci-grid")[0]
    person = next(one for one in roles.people(cast.circle) if one.user == cast.coordinator)
    assert (person.coordinates, person.leads, person.reads_content, person.coordinator_reads) == (True,) * 4


def test_who_leads_and_becomes_coordinator_is_told_to_all_as_well(cast):
    name_leaders(meeting=cast.meeting, facilitator=cast.outsider, deputy=None, by=cast.coordinator)
    cast.outsider.is_coordinator = True
    cast.outsider.save(update_fields=["is_coordinator"])
    give(cast, cast.outsider, "beside")
    assert Message.objects.filter(kind="circles.coordinator_reads").count() == len(cast.members)


def test_an_ordinary_facilitator_is_nothing_to_tell(cast):
    name_leaders(meeting=cast.meeting, facilitator=cast.outsider, deputy=None, by=cast.coordinator)
    assert not Message.objects.filter(kind="circles.coordinator_reads").exists()


def test_the_page_shows_everybody_with_what_they_read(cast, client):
    give(cast, cast.member.user, "money")
    client.force_login(cast.case_bringer.user)
    page = client.get(reverse("circles:roles", args=[cast.circle.pk]))
    assert page.status_code == 200
    people = {person.user: person for person in page.context["people"]}
    assert people[cast.member.user].keeps_money
    assert not people[cast.coordinator].reads_content
    assert len(people) == 9


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_as_often_for_one_outsider_as_for_three(cast, client, count, django_assert_num_queries):
    for number in range(count):
        person = factories.make_user(f"Leider {number}")
        RoleHolder.objects.create(circle=cast.circle, user=person, role="lead")
    client.force_login(cast.member.user)
    client.get(reverse("circles:roles", args=[cast.circle.pk]))
    with django_assert_num_queries(9):
        client.get(reverse("circles:roles", args=[cast.circle.pk]))


def test_each_coordinator_who_reads_wishes_is_named_to_the_applicant(cast, client):
    call = factories.make_circle("Oude erven", coordinator=cast.coordinator, is_public=True)
    asked = hand_over.ask(by=cast.coordinator, circle=call, to_email="willem.ander@voorbeeld.nl", kind="beside")
    hand_over.take_over(by=cast.other_circle.coordinators.get().user, handover=asked)
    told = {"motivation": "m", "situation": "s", "first_question": "q", "responsibility": "raad"}
    express_interest(by=cast.outsider, circle=call, name="", area="X", organisation="", **told)
    client.force_login(cast.outsider)
    page = client.get(reverse("circles:interest", args=[call.pk])).content.decode()
    assert "Tineke Bos, Willem Ander" in page
    assert Message.objects.filter(kind="circles.interest").count() == 2


def test_who_may_lead_from_outside_is_told_where_the_circle_will_be(cast, client):
    give(cast, cast.outsider, "lead")
    client.force_login(cast.outsider)
    page = client.get(reverse("circles:mine")).content.decode()
    assert f"gespreksleider van {cast.circle.name}" in page
    assert "nog niet in een kring" not in page
    name_leaders(meeting=cast.meeting, facilitator=cast.outsider, deputy=None, by=cast.coordinator)
    page = client.get(reverse("circles:mine")).content.decode()
    assert "je leidt een bijeenkomst" in page
    assert "gekozen worden" not in page


def test_who_is_asked_is_named_to_who_asked(cast, client):
    for person, kind in ((cast.member.user, "money"), (cast.outsider, "lead")):
        hand_over.ask(by=cast.coordinator, circle=cast.circle, to_email=person.email, kind=kind)
    client.force_login(cast.coordinator)
    page = client.get(reverse("circles:roles", args=[cast.circle.pk])).content.decode()
    assert cast.member.user.email not in page
    assert cast.outsider.email in page
    assert cast.outsider.name not in page
