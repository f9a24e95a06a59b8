"""Questions: private until shared, saved by version, never shown to who runs the circle."""

import pytest
from django.http import Http404
from django.urls import reverse

from circles.models import Agreement
from praktijkkring.errors import Refused
from sessions_app.domain.write_question import (
    ChangedElsewhere,
    begin_question,
    discard_question,
    save_question,
    share_question,
    tell_outcome,
    unshare_question,
)
from sessions_app.models import Meeting, Question
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(cast):
    return factories.make_question(cast.member, "Hoe begin ik?", shared=False)


def test_a_question_begins_empty_and_is_used_again_while_it_is(cast):
    first = begin_question(circle=cast.circle, by=cast.member.user)
    assert begin_question(circle=cast.circle, by=cast.member.user) == first


def test_what_is_saved_is_encrypted(cast, draft, django_db_blocker):
    save_question(question=draft, fields={"situation": "KANARIE-erf"}, seen=1, by=cast.member.user)
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute("SELECT situation::text FROM sessions_app_question WHERE id = %s", [draft.pk])
        stored = cursor.fetchone()[0]
    assert "KANARIE" not in stored
    assert Question.objects.get(pk=draft.pk).situation == "KANARIE-erf"


def test_two_tabs_do_not_overwrite_each_other(cast, draft):
    save_question(question=draft, fields={"text": "Hoe een?"}, seen=1, by=cast.member.user)
    with pytest.raises(ChangedElsewhere):
        save_question(question=draft, fields={"text": "Hoe twee?"}, seen=1, by=cast.member.user)
    assert Question.objects.get(pk=draft.pk).text == "Hoe een?"


def test_saving_the_same_again_is_no_conflict(cast, draft):
    save_question(question=draft, fields={"text": "Hoe een?"}, seen=1, by=cast.member.user)
    assert save_question(question=draft, fields={"text": "Hoe een?"}, seen=1, by=cast.member.user).version == 2


def test_only_the_author_reads_a_draft(cast, draft, client):
    address = reverse("sessions_app:question", args=[draft.pk])
    for person in (cast.case_bringer.user, cast.facilitator.user, cast.coordinator, cast.superuser, cast.outsider):
        client.force_login(person)
        assert client.get(address).status_code == 404
    client.force_login(cast.member.user)
    assert client.get(address).status_code == 200


def test_a_shared_question_is_read_by_the_circle_and_not_by_who_runs_it(cast, draft, client):
    share_question(question=draft, by=cast.member.user)
    address = reverse("sessions_app:question", args=[draft.pk])
    for person, status in ((cast.case_bringer.user, 200), (cast.coordinator, 404), (cast.superuser, 404)):
        client.force_login(person)
        assert client.get(address).status_code == status


def test_the_coordinator_sees_that_a_question_is_there_and_not_what_it_says(cast, client):
    factories.make_question(cast.member, "KANARIE-vraag, hoe dan?")
    client.force_login(cast.coordinator)
    page = client.get(f"/seizoenen/{cast.season.pk}/").content.decode()
    choose = client.get(f"/bijeenkomsten/{cast.season.meetings.get(number=2).pk}/casusinbrenger/").content.decode()
    assert ("vraag klaar" in page, "KANARIE" in page + choose) == (True, False)


def test_who_did_not_sign_sees_no_question_not_even_their_own(cast, draft, client):
    Agreement.objects.create(circle=cast.circle, version=2, text="Nieuwe afspraken.")
    client.force_login(cast.member.user)
    assert client.get(reverse("sessions_app:question", args=[draft.pk])).status_code == 404
    assert client.get(reverse("sessions_app:circle_questions", args=[cast.circle.pk])).status_code == 404
    with pytest.raises(Http404):
        begin_question(circle=cast.circle, by=cast.member.user)


def test_an_empty_question_cannot_be_shared(cast):
    empty = begin_question(circle=cast.circle, by=cast.member.user)
    with pytest.raises(Refused):
        share_question(question=empty, by=cast.member.user)


def test_a_shared_question_keeps_its_sentence(cast, draft):
    share_question(question=draft, by=cast.member.user)
    with pytest.raises(Refused):
        save_question(question=draft, fields={"text": " "}, seen=1, by=cast.member.user)


def test_taking_back_makes_it_private_again(cast, draft, client):
    share_question(question=draft, by=cast.member.user)
    unshare_question(question=draft, by=cast.member.user)
    client.force_login(cast.case_bringer.user)
    assert client.get(reverse("sessions_app:question", args=[draft.pk])).status_code == 404


def test_throwing_away_leaves_nothing(cast, draft):
    discard_question(question=draft, by=cast.member.user)
    assert not Question.objects.filter(pk=draft.pk).exists()
    with pytest.raises(Refused):
        discard_question(question=cast.question, by=cast.case_bringer.user)


def test_the_wording_stands_after_the_meeting_and_the_outcome_is_told(cast, client):
    by = cast.case_bringer.user
    with pytest.raises(Refused):
        tell_outcome(question=cast.question, outcome="Ik belde.", by=by)
    Meeting.objects.filter(pk=cast.meeting.pk).update(state="done")
    with pytest.raises(Refused):
        save_question(question=cast.question, fields={"text": "Anders?"}, seen=1, by=by)
    question = Question.objects.get(pk=cast.question.pk)
    question.real_text = "Wat durf ik zelf te beslissen?"
    question.save(update_fields=["real_text"])
    tell_outcome(question=question, outcome="Ik belde de boer.", by=by)
    client.force_login(cast.member.user)
    page = client.get(reverse("sessions_app:question", args=[question.pk])).content.decode()
    places = [page.index(words) for words in ("Hoe krijg ik mijn raad", "Wat durf ik zelf", "Ik belde de boer")]
    assert places == sorted(places)


class TestWriting:
    def address(self, draft, name="question_write"):
        return reverse(f"sessions_app:{name}", args=[draft.pk])

    def test_one_small_question_a_time(self, cast, draft, client):
        client.force_login(cast.member.user)
        data = {"step": "situation", "version": "1", "situation": "Een boer wil stoppen."}
        answer = client.post(self.address(draft), data)
        assert (answer.status_code, answer.url.split("?")[1]) == (302, "step=role")
        assert "Een boer wil stoppen." in client.get(answer.url).content.decode()

    def test_a_save_answers_with_version_and_advice(self, cast, draft, client):
        client.force_login(cast.member.user)
        data = {"step": "question", "version": "1", "text": "Hoe praat ik met Bakker?"}
        told = client.post(self.address(draft, "question_save"), data).json()
        assert told["version"] == 2
        assert "Bakker" in told["advice"]

    def test_a_save_of_one_field_leaves_the_others(self, cast, client):
        question = factories.make_question(cast.member, shared=False, touches=4)
        client.force_login(cast.member.user)
        data = {"step": "question", "version": "1", "text": "Hoe verder?"}
        client.post(self.address(question, "question_save"), data)
        question = Question.objects.get(pk=question.pk)
        assert (question.text, question.touches) == ("Hoe verder?", 4)

    def test_an_older_version_is_told_and_nothing_is_lost(self, cast, draft, client):
        save_question(question=draft, fields={"text": "Hoe een?"}, seen=1, by=cast.member.user)
        client.force_login(cast.member.user)
        data = {"step": "question", "version": "1", "text": "Hoe twee?"}
        saved = client.post(self.address(draft, "question_save"), data)
        assert (saved.status_code, "tab" in saved.json()["error"]) == (409, True)
        page = client.post(self.address(draft), data)
        assert page.status_code == 422
        assert "Hoe twee?" in page.content.decode()
        again = client.post(self.address(draft), data | {"version": "2"})
        assert (again.status_code, Question.objects.get(pk=draft.pk).text) == (302, "Hoe twee?")

    @pytest.mark.parametrize("text", ["x" * 301, "nul\x00"])
    def test_bad_text_is_told_and_kept(self, cast, draft, client, text):
        client.force_login(cast.member.user)
        data = {"step": "question", "version": "1", "text": text}
        assert client.post(self.address(draft), data).status_code == 422
        assert client.post(self.address(draft, "question_save"), data).status_code == 422

    @pytest.mark.parametrize("text", ["\u202eomgekeerd", "<script>alert(1)</script>", "🦆" * 40])
    def test_strange_text_is_text(self, cast, draft, client, text):
        client.force_login(cast.member.user)
        answer = client.post(self.address(draft), {"step": "question", "version": "1", "text": text}, follow=True)
        assert answer.status_code == 200
        assert "<script>alert" not in answer.content.decode()


def test_an_empty_question_does_not_say_that_it_is_saved(client, cast, draft):
    client.force_login(cast.member.user)

    def says_saved(step):
        page = client.get(reverse("sessions_app:question_write", args=[draft.pk]), {"step": step}).content.decode()
        return 'data-state="saved">' in page

    assert [says_saved(step) for step in ("situation", "question")] == [False, True]
