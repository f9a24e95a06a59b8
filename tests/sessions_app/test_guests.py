"""A guest at one meeting: asked, signs, takes part, and afterwards sees nothing any more."""

import datetime
import re

import pytest
from django.core import mail
from django.http import Http404
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from intervision.access import harvest_for, must_still_follow, run_for, talk_for
from intervision.domain.act import act
from intervision.domain.arrive import take_seat
from intervision.domain.close import close
from intervision.domain.start import start_run
from intervision.engine import Next, Put
from intervision.engine.vocabulary import Kind
from intervision.live_door import admit
from intervision.methods import library
from praktijkkring.accounts.erase import erase
from praktijkkring.accounts.export import gather
from praktijkkring.audit.models import AuditEntry
from praktijkkring.errors import Refused
from praktijkkring.models import User
from praktijkkring.outbox.deliver import deliver_due
from sessions_app import lost_lead
from sessions_app.domain.guest import ask_guest, decline_as_guest, sign_as_guest, withdraw_guest
from sessions_app.domain.schedule import cancel_meeting
from sessions_app.guests import PROMISE_VERSION, guest_for, promise
from sessions_app.models import GuestPass, Meeting
from sessions_app.tokens import guest_token
from tests import factories

EMAIL = "anna@buiten.nl"


@pytest.fixture(autouse=True)
def sends(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


def letters(address):
    deliver_due()
    return [letter for letter in mail.outbox if letter.to == [address]]


@pytest.fixture
def evening(cast):
    Meeting.objects.filter(pk=cast.meeting.pk).update(date=timezone.localdate())
    cast.meeting.refresh_from_db()
    cast.absent = cast.members[2]
    return cast


def asked(cast, email=EMAIL, by=None, **as_what):
    as_what = as_what or {"instead_of": cast.absent}
    return ask_guest(meeting=cast.meeting, email=email, name="Anna Buiten", by=by or cast.facilitator.user, **as_what)


def signed(cast, user=None, **as_what):
    user = user or factories.make_user("Anna Buiten", email=EMAIL)
    held = asked(cast, email=user.email, **as_what)
    return sign_as_guest(guest_pass=held, name=user.name, version=PROMISE_VERSION, by=user)


def opened(cast):
    return start_run(by=talk_for(cast.facilitator.user, cast.meeting.pk), method=library.get("vijfstappen"))


def browser(user):
    client = Client()
    client.force_login(user)
    return client


class TestAsking:
    def test_the_guest_gets_a_personal_link_by_mail(self, evening, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            held = asked(evening)
        (letter,) = letters(EMAIL)
        assert reverse("sessions_app:guest_by_link", args=[guest_token(held)]) in letter.body

    def test_only_the_hash_of_the_link_is_stored(self, evening):
        held = asked(evening)
        assert guest_token(held).encode() not in bytes(held.token_hash)
        assert len(bytes(held.token_hash)) == 32

    @pytest.mark.parametrize("who", ["member", "coordinator", "facilitator"])
    def test_who_belongs_here_already_is_refused_with_words(self, evening, who):
        person = getattr(evening, who)
        with pytest.raises(Refused, match=str(getattr(person, "user", person)).split()[0]):
            asked(evening, email=getattr(person, "user", person).email)

    def test_a_member_may_not_ask_guests(self, evening):
        with pytest.raises(Http404):
            asked(evening, by=evening.member.user)

    def test_never_a_fourth(self, evening):
        for number in range(3):
            asked(evening, email=f"gast{number}@buiten.nl", observes=False)
        with pytest.raises(Refused):
            asked(evening, email="gast4@buiten.nl", observes=True)

    def test_one_substitute_for_one_member(self, evening):
        asked(evening)
        with pytest.raises(Refused):
            asked(evening, email="ander@buiten.nl")

    def test_nobody_comes_instead_of_the_case_bringer(self, evening):
        with pytest.raises(Refused):
            asked(evening, instead_of=evening.case_bringer)

    def test_a_meeting_that_is_over_gets_no_guests(self, evening):
        Meeting.objects.filter(pk=evening.meeting.pk).update(state="done")
        with pytest.raises(Refused):
            asked(evening)

    def test_the_circle_sees_who_is_asked(self, evening):
        asked(evening)
        page = browser(evening.member.user).get(reverse("sessions_app:meeting", args=[evening.meeting.pk]))
        assert "Anna Buiten" in page.content.decode()
        assert AuditEntry.objects.filter(action="sessions_app.guest_asked").count() == 1


class TestTheLink:
    def test_opening_it_changes_nothing(self, evening):
        held = asked(evening)
        before = (User.objects.count(), list(GuestPass.objects.values()))
        for method in ("get", "head"):
            assert getattr(Client(), method)(self.address(held)).status_code == 200
        assert (User.objects.count(), list(GuestPass.objects.values())) == before

    def test_a_newcomer_signs_without_a_password(self, evening):
        held = asked(evening)
        client = Client()
        answer = client.post(reverse("sessions_app:guest_go_on", args=[guest_token(held)]))
        page = client.get(answer.url)
        assert "Wat ik hier hoor, blijft hier" in page.content.decode()
        form = {"name": "Anna van Buiten", "version": PROMISE_VERSION, "promise": "on"}
        assert client.post(answer.url, form).status_code == 302
        held.refresh_from_db()
        assert (held.state, held.name, held.promise_version) == ("signed", "Anna van Buiten", PROMISE_VERSION)
        assert held.user == User.objects.get(email=EMAIL)

    def test_who_has_an_account_gets_a_code_and_is_not_logged_in_by_the_link_alone(self, evening):
        factories.make_user("Anna Buiten", email=EMAIL)
        client = Client()
        client.post(reverse("sessions_app:guest_go_on", args=[guest_token(asked(evening))]))
        assert "_auth_user_id" not in client.session

    def test_it_works_once(self, evening):
        held = signed(evening)
        assert Client().get(self.address(held)).status_code == 410
        assert Client().post(reverse("sessions_app:guest_go_on", args=[guest_token(held)])).status_code == 410

    @pytest.mark.parametrize("state", ["withdrawn", "declined"])
    def test_a_link_that_was_taken_back_is_dead(self, evening, state):
        held = asked(evening)
        GuestPass.objects.filter(pk=held.pk).update(state=state)
        assert Client().get(self.address(held)).status_code == 410

    def test_it_dies_with_the_day_of_the_meeting(self, evening):
        held = asked(evening)
        Meeting.objects.filter(pk=evening.meeting.pk).update(date=timezone.localdate() - datetime.timedelta(days=1))
        assert Client().get(self.address(held)).status_code == 410

    def test_whoever_was_a_guest_is_thanked_and_sent_nowhere(self, evening):
        held = signed(evening)
        Meeting.objects.filter(pk=evening.meeting.pk).update(date=timezone.localdate() - datetime.timedelta(days=1))
        page = Client().get(self.address(held))
        assert page.status_code == 410
        words = page.content.decode()
        assert "Dank je wel dat je te gast was." in words
        assert "Naar de bijeenkomst" not in words

    def test_a_forged_one_says_nothing(self, evening):
        asked(evening)
        answer = Client().get(reverse("sessions_app:guest_by_link", args=["x" * 43]))
        assert answer.status_code == 404
        assert evening.circle.name not in answer.content.decode()

    def test_somebody_elses_link_cannot_be_signed(self, evening):
        held = asked(evening)
        with pytest.raises(Http404):
            sign_as_guest(guest_pass=held, name="Chris", version=PROMISE_VERSION, by=factories.make_user("Kees Ander"))

    def test_a_newer_promise_must_be_read_first(self, evening):
        person = factories.make_user("Anna Buiten", email=EMAIL)
        with pytest.raises(Refused):
            sign_as_guest(guest_pass=asked(evening), name="Anna", version=PROMISE_VERSION - 1, by=person)

    def test_whoever_has_the_link_may_say_no(self, evening):
        held = asked(evening)
        address = reverse("sessions_app:guest_decline", args=[guest_token(held)])
        Client().get(address)
        assert GuestPass.objects.get().state == "open"
        Client().post(address)
        assert GuestPass.objects.get().state == "declined"
        asker = Client()
        asker.force_login(evening.facilitator.user)
        page = asker.get(reverse("sessions_app:guests", args=[evening.meeting.pk])).content.decode()
        assert "Komt niet: Anna Buiten" in page

    def address(self, held):
        return reverse("sessions_app:guest_by_link", args=[guest_token(held)])


class TestTakingPart:
    def test_before_the_signature_nothing_is_open(self, evening):
        person = factories.make_user("Anna Buiten", email=EMAIL)
        asked(evening)
        with pytest.raises(Http404):
            talk_for(person, evening.meeting.pk)

    def test_the_page_shows_the_question_of_this_meeting(self, evening):
        page = browser(signed(evening).user).get(reverse("sessions_app:guest", args=[evening.meeting.pk]))
        assert str(evening.meeting.question.text)[:20] in page.content.decode()

    def test_a_guest_sits_down_and_lays_a_card(self, evening):
        guest = signed(evening).user
        run = opened(evening)
        take_seat(by=run_for(guest, run.pk))
        act(by=run_for(evening.facilitator.user, run.pk), command=Next())
        put = Put(item="3b241101-e2bb-4255-8caf-4136c566a962", kind=Kind.QUESTION, step=1, length=4)
        act(by=run_for(guest, run.pk), command=put, texts={put.item: "Wie?"})
        assert run.contributions.get().author_user == guest
        assert run_for(guest, run.pk).role == "member"

    def test_everybody_at_the_table_sees_who_is_a_guest(self, evening):
        guest = signed(evening).user
        run = opened(evening)
        take_seat(by=run_for(guest, run.pk))
        take_seat(by=run_for(evening.member.user, run.pk))
        page = browser(evening.member.user).get(reverse("intervision:room", args=[run.pk])).content.decode()
        assert f"Anna Buiten is te gast, in plaats van {evening.absent.user.first_name}" in page

    def test_an_expert_may_look_on(self, evening):
        guest = signed(evening, observes=True).user
        run = opened(evening)
        take_seat(by=run_for(guest, run.pk))
        assert run_for(guest, run.pk).role == "observer"

    def test_a_guest_takes_no_place_that_the_method_does_not_have(self, evening):
        import dataclasses  # noqa: PLC0415

        guest = signed(evening).user
        small = dataclasses.replace(library.get("vijfstappen"), largest=2, smallest=2)
        run = start_run(by=talk_for(evening.facilitator.user, evening.meeting.pk), method=small)
        with pytest.raises(Refused):
            take_seat(by=run_for(guest, run.pk))

    def test_a_guest_cannot_move_or_lead(self, evening):
        guest = signed(evening).user
        run = opened(evening)
        take_seat(by=run_for(guest, run.pk))
        client = browser(guest)
        for name in ("move", "lead", "close"):
            assert client.post(reverse(f"intervision:{name}", args=[run.pk]), {"do": "next"}).status_code == 404

    def test_nothing_else_of_the_circle_is_there(self, evening):
        client = browser(signed(evening).user)
        other = evening.season.meetings.exclude(pk=evening.meeting.pk).first()
        for address in (
            reverse("circles:circle", args=[evening.circle.pk]),
            reverse("sessions_app:meeting", args=[evening.meeting.pk]),
            reverse("sessions_app:guest", args=[other.pk]),
            reverse("intervision:start", args=[other.pk]),
            reverse("sessions_app:season", args=[evening.season.pk]),
            reverse("sessions_app:circle_questions", args=[evening.circle.pk]),
            reverse("sessions_app:question", args=[evening.meeting.question_id]),
        ):
            assert client.get(address).status_code == 404, address


class TestTheEnd:
    def out(self, evening, guest, run):
        for door in (lambda: run_for(guest, run.pk), lambda: harvest_for(guest, evening.meeting.pk)):
            with pytest.raises(Http404):
                door()
        with pytest.raises(Http404):
            admit(guest, run.pk)

    def test_after_the_meeting_there_is_nothing(self, evening, monkeypatch, django_capture_on_commit_callbacks):
        put_out = []
        monkeypatch.setattr(lost_lead, "_listeners", [lambda meeting, user_id: put_out.append(user_id)])
        guest = signed(evening).user
        run = opened(evening)
        take_seat(by=run_for(guest, run.pk))
        with django_capture_on_commit_callbacks(execute=True):
            close(by=run_for(evening.facilitator.user, run.pk))
        self.out(evening, guest, run)
        assert put_out == [guest.pk]
        assert browser(guest).get(reverse("sessions_app:guest", args=[evening.meeting.pk])).status_code == 410

    def test_the_circle_still_sees_who_was_there(self, evening):
        guest = signed(evening).user
        run = opened(evening)
        take_seat(by=run_for(guest, run.pk))
        close(by=run_for(evening.facilitator.user, run.pk))
        page = browser(evening.member.user).get(reverse("sessions_app:meeting", args=[evening.meeting.pk]))
        assert "Anna Buiten" in page.content.decode()

    def test_who_is_withdrawn_is_out_at_once(self, evening, monkeypatch, django_capture_on_commit_callbacks):
        put_out = []
        monkeypatch.setattr(lost_lead, "_listeners", [lambda meeting, user_id: put_out.append(user_id)])
        held = signed(evening)
        run = opened(evening)
        take_seat(by=run_for(held.user, run.pk))
        door = run_for(held.user, run.pk)
        with django_capture_on_commit_callbacks(execute=True):
            withdraw_guest(guest_pass=held, by=evening.facilitator.user)
        self.out(evening, held.user, run)
        assert put_out == [held.user.pk]
        with pytest.raises(Http404):
            must_still_follow(door)

    def test_a_meeting_that_is_called_off_closes_the_door_and_says_so(
        self, evening, django_capture_on_commit_callbacks
    ):
        held = signed(evening)
        letters(EMAIL)
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            cancel_meeting(meeting=evening.meeting, by=evening.coordinator)
        with pytest.raises(Http404):
            guest_for(held.user, evening.meeting.pk)
        assert [letter.subject for letter in letters(EMAIL)] == ["Je hoeft niet als gast te komen"]

    def test_who_says_no_is_no_guest(self, evening):
        held = decline_as_guest(guest_pass=asked(evening))
        assert held.state == "declined"

    def test_an_account_takes_its_passes_along_and_is_forgotten(self, evening):
        held = signed(evening)
        (told,) = gather(held.user)["sessions_app.guest"]
        assert (told["circle"], told["promise"]) == (evening.circle.name, PROMISE_VERSION)
        erase(user=held.user, by=held.user)
        held.refresh_from_db()
        assert (held.email, held.name, held.state) == ("", "", "withdrawn")


def test_the_promise_is_there_in_both_languages():
    for version in range(1, PROMISE_VERSION + 1):
        assert len({promise(language, version) for language in ("nl", "en")}) == 2
    assert re.search(r"stays here", promise("en"))
