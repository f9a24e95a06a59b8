"""Chairs in pencil: tried out, moved, swapped, taken off, invited in one go; nothing is promised before that."""

import datetime
from types import SimpleNamespace

import pytest
from django.http import Http404
from django.utils import timezone

from circles import chairs, composition, planning
from circles.domain.answer import accept, decline
from circles.domain.interest import turn_down, withdraw_interest
from circles.domain.invite import Guest, invite
from circles.domain.pencil import invite_pencilled, pencil_in, rub_out
from circles.domain.remark import count_registers, forget_note, mark_line, note
from circles.models import Interest, Invitation, PlannedSeat, Register, SameLine
from circles.own import forget
from praktijkkring.accounts.export import gather
from praktijkkring.errors import Refused
from praktijkkring.outbox.models import Message
from tests import factories


@pytest.fixture
def forming(db):
    circle = factories.make_circle(state="forming", is_public=True)
    factories.make_members(circle, 4)
    circle.tineke = circle.coordinators.get().user
    told = {"motivation": "Graag", "committed_at": timezone.now()}
    names = ("Roos Mulder", "Dirk Jansma", "Bram Arends")
    circle.applicants = [
        Interest.objects.create(circle=circle, user=factories.make_user(name), **told) for name in names
    ]
    return circle


def put(circle, who, seat=None, seen=None):
    seen = shown(circle) if seen is None else seen
    return pencil_in(by=circle.tineke, interest=circle.applicants[who], seat=seat, seen=seen)


def shown(circle):
    return chairs.read_seen(chairs.seen(chairs.laid(circle)))


def table(circle):
    rows = PlannedSeat.objects.filter(circle=circle).order_by("seat")
    return {row.seat: row.interest.user.first_name for row in rows.select_related("interest__user")}


def test_the_first_free_chair_is_taken_when_none_is_named(forming):
    put(forming, 0)
    put(forming, 1)
    assert table(forming) == {5: "Roos", 6: "Dirk"}
    assert Message.objects.count() == 0, "nothing is promised and nobody is told"


def test_somebody_moves_and_two_swap(forming):
    put(forming, 0, 5)
    put(forming, 1, 6)
    put(forming, 0, 9)
    assert table(forming) == {6: "Dirk", 9: "Roos"}
    assert "Dirk" in put(forming, 0, 6)
    assert table(forming) == {6: "Roos", 9: "Dirk"}


def test_who_comes_new_sends_the_other_back_to_the_list(forming):
    put(forming, 0, 5)
    told = put(forming, 1, 5)
    assert "Roos" in told
    assert table(forming) == {5: "Dirk"}


def test_a_chair_that_is_taken_or_offered_is_refused(forming):
    invite(by=forming.tineke, circle=forming, guests=[Guest("los@voorbeeld.nl")])
    for seat in (1, 5):
        with pytest.raises(Refused):
            put(forming, 0, seat)
    assert table(forming) == {}


def test_a_move_made_in_another_window_is_not_lost(forming):
    put(forming, 0, 5)
    old = shown(forming)
    put(forming, 0, 7)
    put(forming, 1, 8)
    with pytest.raises(Refused, match="Roos"):
        put(forming, 0, 9, seen=old)  # Roos is somewhere else now
    with pytest.raises(Refused):
        put(forming, 2, 8, seen=old)  # that chair was free then
    put(forming, 2, 10, seen=old)  # what nobody touched is no quarrel
    assert table(forming) == {7: "Roos", 8: "Dirk", 10: "Bram"}


def test_taking_off_twice_is_once(forming):
    put(forming, 0)
    for _again in range(2):
        rub_out(by=forming.tineke, interest=forming.applicants[0])
    assert table(forming) == {}


def test_all_in_pencil_are_invited_for_their_own_chair(forming):
    put(forming, 0, 9)
    put(forming, 1, 7)
    invite_pencilled(by=forming.tineke, circle=forming, seen=shown(forming), days=7)
    found = {one.email: (one.seat, one.language) for one in Invitation.objects.all()}
    assert found == {"roos.mulder@voorbeeld.nl": (9, "nl"), "dirk.jansma@voorbeeld.nl": (7, "nl")}
    assert table(forming) == {}
    assert Interest.objects.filter(state="invited").count() == 2
    roos = forming.applicants[0].user
    mine = Invitation.objects.get(email=roos.email)
    member = accept(by=roos, invitation=mine, agreement=forming.agreements.first(), name=roos.name)
    assert member.seat == 9


def test_inviting_other_people_than_the_page_showed_is_refused(forming):
    put(forming, 0)
    old = shown(forming)
    put(forming, 1)
    with pytest.raises(Refused):
        invite_pencilled(by=forming.tineke, circle=forming, seen=old)
    assert (Invitation.objects.count(), Message.objects.count()) == (0, 0)


def test_more_in_pencil_than_free_chairs_is_refused_for_all(forming):
    for number in range(3):
        put(forming, number)
    guests = [Guest(f"gast{n}@voorbeeld.nl") for n in range(4)]
    invite(by=forming.tineke, circle=forming, guests=guests)
    page = planning.page(forming)
    assert len(page["too_many"]) == 1
    assert any("11" in sentence for sentence in page["minds"])
    with pytest.raises(Refused, match=page["too_many"][0].user.name):
        invite_pencilled(by=forming.tineke, circle=forming, seen=shown(forming))
    assert Invitation.objects.count() == 4


def test_who_withdraws_or_is_told_no_is_off_the_table(forming):
    put(forming, 0, 5)
    put(forming, 1, 6)
    withdraw_interest(by=forming.applicants[0].user, interest=forming.applicants[0])
    turn_down(by=forming.tineke, interest=forming.applicants[1])
    assert chairs.seen(chairs.laid(forming)) == ""
    put(forming, 2, 5)
    assert table(forming) == {5: "Bram"}


def test_only_the_coordinator_of_the_circle_does_any_of_it(forming):
    roos = forming.applicants[0]
    other = factories.make_circle("Krimp", coordinator=factories.make_user("Willem Ander"))
    for by in (roos.user, forming.memberships.first().user, other.coordinators.get().user):
        for act in (
            lambda by: pencil_in(by=by, interest=roos, seat=5, seen={}),
            lambda by: rub_out(by=by, interest=roos),
            lambda by: invite_pencilled(by=by, circle=forming, seen={}),
            lambda by: note(by=by, interest=roos, text="x"),
            lambda by: mark_line(by=by, circle=forming, one=roos.user, other=by, relation="under"),
            lambda by: count_registers(by=by, circle=forming, registers=[]),
        ):
            with pytest.raises(Http404):
                act(by)


def test_a_note_is_encrypted_and_comes_with_the_data_of_who_it_is_about(forming):
    roos = forming.applicants[0]
    made = note(by=forming.tineke, interest=roos, text="KANARIE bel nog")
    assert [one["note"] for one in gather(roos.user)["circles.notes"]] == ["KANARIE bel nog"]
    assert gather(forming.tineke)["circles.notes"] == []
    with pytest.raises(Http404):
        forget_note(by=forming.tineke, interest=forming.applicants[1], note_id=made.pk)
    forget_note(by=forming.tineke, interest=roos, note_id=made.pk)
    assert roos.notes.count() == 0


def test_a_line_of_management_is_stored_once_per_pair_and_warns_both(forming):
    one, other = forming.applicants[0].user, forming.applicants[1].user
    mark_line(by=forming.tineke, circle=forming, one=one, other=other, relation="under")
    mark_line(by=forming.tineke, circle=forming, one=other, other=one, relation="over")
    put(forming, 0)
    put(forming, 1)
    flags = {one.user.first_name: one.flags for one in planning.page(forming)["pencilled"]}
    assert ["Dirk" in flags["Roos"][0], "Roos" in flags["Dirk"][0]] == [True, True]
    assert flags["Roos"] != flags["Dirk"]
    assert [line["marked"] for line in gather(one)["circles.lines"]] != []
    mark_line(by=forming.tineke, circle=forming, one=one, other=other, relation="none")
    assert SameLine.objects.count() == 0


def test_somebody_who_is_forgotten_leaves_no_note_line_or_chair(forming):
    roos = forming.applicants[0]
    put(forming, 0)
    note(by=forming.tineke, interest=roos, text="Bellen")
    mark_line(by=forming.tineke, circle=forming, one=roos.user, other=forming.tineke, relation="same")
    from circles import own_composing  # noqa: PLC0415 - it registers itself when the apps are ready

    own_composing.forget(roos.user)
    forget(roos.user)
    assert (PlannedSeat.objects.count(), SameLine.objects.count(), Interest.objects.count()) == (0, 0, 2)


@pytest.mark.parametrize(
    ("taken", "areas", "limits", "said"),
    [
        (0, [], [], []),
        (4, ["A", "B", "C", "D"], [], ["2"]),
        (6, ["A", "A", "B", "B", "A", "B"], [], ["drie gebieden"]),
        (6, ["A", "B", "C", "C", "C", "C"], [], []),
        (9, [*"ABCDEFGHI"], [(4, 8)], ["8"]),
        (7, [*"ABCDEFG"], [(8, None)], ["8"]),
        (8, [*"ABCDEFGH"], [(4, 8)], []),
        (11, [*"ABCDEFGHIJK"], [], ["11"]),
    ],
)
def test_the_table_as_a_whole_is_minded(taken, areas, limits, said):
    from django.utils import translation  # noqa: PLC0415

    people = [SimpleNamespace(area_id=area) for area in areas]
    rules = [SimpleNamespace(register="SKJ", fewest=fewest, most=most) for fewest, most in limits]
    with translation.override("nl"):
        found = composition.about_the_table(people, taken, rules)
    assert len(found) == len(said)
    assert all(word in sentence for word, sentence in zip(said, found, strict=True))


def test_a_limit_of_a_register_holds_only_from_its_day_to_its_day(forming):
    today = timezone.localdate()
    day = datetime.timedelta(days=1)
    register = Register.objects.create(name="Proefregister")
    count_registers(by=forming.tineke, circle=forming, registers=[register])
    for first, last, holds in (
        (today, today, 1),
        (today + day, None, 0),
        (today - 9 * day, today - day, 0),
        (today - day, None, 1),
    ):
        register.limits.all().delete()
        register.limits.create(most=3, valid_from=first, valid_until=last)
        assert sum("Proefregister" in sentence for sentence in planning.page(forming)["minds"]) == holds


def test_what_a_page_showed_is_read_back_and_rubbish_is_left_out():
    assert chairs.read_seen("3:abc 10:def 11:x 0:y zes:z 4") == {3: "abc", 10: "def", 4: ""}
    assert chairs.read_seen("") == {}


def test_an_invitation_that_was_declined_frees_the_chair(forming):
    put(forming, 0, 8)
    [made] = invite_pencilled(by=forming.tineke, circle=forming, seen=shown(forming))
    decline(by=None, invitation=made)
    assert chairs.laid(forming)[8].kind == chairs.FREE
