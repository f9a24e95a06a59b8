"""The pages of composing, through the browser's door."""

import pytest
from django.urls import reverse
from django.utils import timezone

from circles import chairs, waiting
from circles.domain.offer import offer_next
from circles.domain.remark import note
from circles.domain.wait import put_on_list
from circles.models import Interest, Invitation, PlannedSeat, Register, SameLine
from praktijkkring.outbox.models import Message
from tests import factories
from tests.circles.test_mails import letter


@pytest.fixture
def circle(db):
    made = factories.make_circle(state="forming", is_public=True)
    factories.make_members(made, 4)
    made.tineke = made.coordinators.get().user
    return made


@pytest.fixture
def go(circle, client):
    client.force_login(circle.tineke)

    def go(name, *args, data=None):
        url = reverse(f"circles:{name}", args=args)
        return client.get(url) if data is None else client.post(url, data)

    return go


def applicant(circle, name="Roos Mulder", **told):
    told = {"motivation": f"KANARIE {name}", "committed_at": timezone.now()} | told
    return Interest.objects.create(circle=circle, user=factories.make_user(name), **told)


def text(response):
    return response.content.decode()


def test_without_a_script_somebody_is_put_at_the_table_moved_and_taken_off(circle, go):
    roos = applicant(circle)
    assert go("pencil_in", circle.pk, roos.pk, data={"seen": "", "seat": ""}).status_code == 302
    page = text(go("forming", circle.pk))
    assert f'value="5:{roos.pk}"' in page
    assert go("pencil_in", circle.pk, roos.pk, data={"seen": f"5:{roos.pk}", "seat": "9"}).status_code == 302
    assert PlannedSeat.objects.get().seat == 9
    assert go("rub_out", circle.pk, roos.pk, data={}).status_code == 302
    assert PlannedSeat.objects.count() == 0


def test_a_move_that_came_too_late_says_so_in_words(circle, go):
    roos = applicant(circle)
    go("pencil_in", circle.pk, roos.pk, data={"seat": "9"})
    answer = go("pencil_in", circle.pk, roos.pk, data={"seat": "8", "seen": ""})
    assert answer.status_code == 409
    assert "Iemand heeft Roos Mulder verplaatst" in text(answer)


@pytest.mark.parametrize("seat", ["0", "11", "-1", "vier", "9" * 40])
def test_a_chair_that_is_none_is_not_there(circle, go, seat):
    assert go("pencil_in", circle.pk, applicant(circle).pk, data={"seat": seat}).status_code == 404


def test_all_in_pencil_are_invited_with_one_button(circle, go):
    for name in ("Roos Mulder", "Dirk Jansma"):
        go("pencil_in", circle.pk, applicant(circle, name).pk, data={"seen": chairs.seen(chairs.laid(circle))})
    page = text(go("forming", circle.pk))
    assert "Nodig deze 2 mensen uit" in page
    seen = chairs.seen(chairs.laid(circle))
    assert go("invite_pencilled", circle.pk, data={"seen": seen, "days": "0"}).status_code == 302
    assert Invitation.objects.count() == 0
    assert go("invite_pencilled", circle.pk, data={"seen": seen, "days": "7"}).status_code == 302
    assert Invitation.objects.count() == 2


def test_two_people_stand_side_by_side_and_nobody_else_is_compared(circle, go):
    roos, dirk = applicant(circle), applicant(circle, "Dirk Jansma")
    page = text(go("compare_two", circle.pk, roos.pk, dirk.pk))
    assert ["KANARIE Roos Mulder" in page, "KANARIE Dirk Jansma" in page] == [True, True]
    other = factories.make_circle("Krimp", coordinator=factories.make_user("Willem Ander"))
    for foreign in (applicant(other, "Vreemd Iemand"), roos):
        assert go("compare_two", circle.pk, roos.pk, foreign.pk).status_code == 404


def test_the_lists_lead_to_the_comparison(circle, go, client):
    roos, dirk = applicant(circle), applicant(circle, "Dirk Jansma")
    url = reverse("circles:compare", args=[circle.pk])
    answer = client.get(url, {"a": roos.pk, "b": dirk.pk})
    assert answer.headers["Location"] == reverse("circles:compare_two", args=[circle.pk, roos.pk, dirk.pk])
    for wrong in ({}, {"a": roos.pk, "b": roos.pk}, {"a": "x", "b": "\0"}):
        assert client.get(url, wrong).status_code == 404


def test_a_note_is_shown_to_coordinators_and_not_to_members(circle, go, client):
    roos = applicant(circle)
    assert go("notes", circle.pk, roos.pk, data={"text": "Bel nog even"}).status_code == 302
    page = text(go("notes", circle.pk, roos.pk))
    assert ["Bel nog even" in page, "krijgt het bij het opvragen" in page] == [True, True]
    assert go("notes", circle.pk, roos.pk, data={"text": " "}).status_code == 422
    client.force_login(circle.memberships.first().user)
    assert go("notes", circle.pk, roos.pk).status_code == 404
    [kept] = roos.notes.all()
    client.force_login(circle.tineke)
    assert go("forget_note", circle.pk, roos.pk, kept.pk, data={}).status_code == 302


def test_who_works_under_whom_becomes_a_warning(circle, go):
    roos = applicant(circle)
    boss = circle.memberships.first().user
    data = {"one": roos.user_id, "other": boss.pk, "relation": "under"}
    assert go("line", circle.pk, data=data).status_code == 302
    assert f"Werkt onder {boss.first_name}." in text(go("forming", circle.pk))
    for wrong in ({"one": boss.pk}, {"other": factories.make_user("Buiten Staander").pk}, {"relation": "x"}):
        assert go("line", circle.pk, data=data | wrong).status_code in {302, 422}
    assert SameLine.objects.count() == 1


def test_a_stranger_is_not_marked(circle, go):
    stranger = factories.make_user("Buiten Staander")
    data = {"one": applicant(circle).user_id, "other": stranger.pk, "relation": "same"}
    assert go("line", circle.pk, data=data).status_code == 422
    assert SameLine.objects.count() == 0


def test_registers_that_count_are_chosen(circle, go):
    register = Register.objects.create(name="Proefregister")
    register.limits.create(most=3, valid_from=timezone.localdate())
    assert go("registers", circle.pk, data={"registers": [register.pk]}).status_code == 302
    assert "Proefregister telt groepen tot 3 mensen mee" in text(go("forming", circle.pk))


def test_saying_no_in_own_words_is_previewed_and_mailed(circle, go):
    roos = applicant(circle)
    page = text(go("turn_down", circle.pk, roos.pk))
    assert "Dank je wel" in page or "bedankt" in page.lower() or "Je vroeg" in page
    preview = go("turn_down", circle.pk, roos.pk, data={"text": "Beste Roos, <b>helaas</b> & jammer.", "preview": "1"})
    assert preview.status_code == 200
    assert "Beste Roos, &lt;b&gt;helaas&lt;/b&gt; &amp; jammer." in text(preview)
    assert Message.objects.count() == 0
    assert go("turn_down", circle.pk, roos.pk, data={"text": "Beste Roos, helaas & jammer."}).status_code == 302
    mail = letter(Message.objects.get())
    assert "Beste Roos, helaas & jammer." in mail.body
    assert "Beste Roos, helaas &amp; jammer." in mail.alternatives[0][0]


def test_the_standard_words_are_there_in_both_languages(circle, go, client):
    roos = applicant(circle)
    url = reverse("circles:turn_down", args=[circle.pk, roos.pk])
    assert "Thank you for that" in text(client.get(url, {"taal": "en"}))
    assert "Thank you for that" not in text(client.get(url, {"taal": "xx"}))


def test_the_words_of_a_letter_are_stored_encrypted(circle, go):
    from django.db import connection  # noqa: PLC0415

    go("turn_down", circle.pk, applicant(circle).pk, data={"text": "KANARIE helaas"})
    with connection.cursor() as cursor:
        for table in ("circles_letter", "praktijkkring_message", "praktijkkring_auditentry"):
            cursor.execute(f"SELECT t::text FROM {table} t")  # noqa: S608 - names of our own tables
            assert "KANARIE" not in str(cursor.fetchall())


def test_who_waits_sees_their_place_without_logging_in_and_gives_it_up(circle, go, client):
    place = put_on_list(by=circle.tineke, interest=applicant(circle))
    client.logout()
    token = waiting.token_of(place)
    page = text(go("waiting_place", token))
    assert "Je bent de eerste op de wachtlijst" in page
    assert "Mulder" not in page, "a link that is sent on names nobody"
    assert go("give_up_waiting", token, data={}).status_code == 200
    assert go("waiting_place", token).status_code == 404


def test_the_own_page_tells_until_when_an_offer_stands_and_when_it_passed(circle, go, client):
    roos = applicant(circle)
    put_on_list(by=circle.tineke, interest=roos)
    offer_next(by=circle.tineke, circle=circle)
    client.force_login(roos.user)
    assert "Je kunt antwoorden tot en met" in text(go("interest", circle.pk))
    Invitation.objects.update(expires_at=timezone.now())
    page = text(go("interest", circle.pk))
    assert ["Het aanbod is voorbij" in page, "Er is een stoel voor je" in page] == [True, False]


def fill(circle, rows):
    for number in range(rows):
        one = applicant(circle, f"Wil Graag{number}")
        note(by=circle.tineke, interest=one, text="Bellen")
        put_on_list(by=circle.tineke, interest=applicant(circle, f"Wacht Even{number}"))
        planned = applicant(circle, f"Met Potlood{number}")
        PlannedSeat.objects.create(circle=circle, interest=planned, seat=7 + number, by=circle.tineke)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_table_costs_the_same_for_one_and_for_three(circle, go, django_assert_num_queries, rows):
    fill(circle, rows)
    go("forming", circle.pk)
    with django_assert_num_queries(13):
        assert go("forming", circle.pk).status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_notes_cost_the_same_for_one_and_for_three(circle, go, django_assert_num_queries, rows):
    roos = applicant(circle)
    for _number in range(rows):
        note(by=circle.tineke, interest=roos, text="Bellen")
    go("notes", circle.pk, roos.pk)
    with django_assert_num_queries(5):
        go("notes", circle.pk, roos.pk)
