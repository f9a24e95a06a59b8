"""Check-in and look-back before the method, the deputy who is named at the start, and what is read afterwards."""

import datetime
import re

import pytest
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from intervision.access import run_for, talk_for
from intervision.domain.close import close
from intervision.domain.look_back import look_back, look_back_oneself
from intervision.domain.start import start_run
from intervision.engine import State
from intervision.methods import library
from intervision.methods.around import CHECK_IN, LOOK_BACK, around
from intervision.models import Harvest, Run
from intervision.queries import to_look_back_on
from praktijkkring.audit.models import AuditEntry
from sessions_app.domain.guest import ask_guest, sign_as_guest
from sessions_app.guests import PROMISE_VERSION
from sessions_app.models import Meeting
from tests import factories
from tests.intervision.device import Device

PROMISED, TOLD = "Ik bel de boer deze week.", "Ik belde. Hij luisterde."


@pytest.fixture
def evening(evening):
    """Four weeks ago Marieke brought in and promised something."""
    earlier = factories.make_question(evening.marieke)
    evening.earlier = Meeting.objects.create(
        season=evening.season,
        number=8,
        date=timezone.localdate() - datetime.timedelta(days=28),
        state="done",
        case_bringer=evening.marieke,
        question=earlier,
        facilitator=evening.facilitator.user,
    )
    evening.harvest = Harvest.objects.create(
        circle=evening.circle, meeting=evening.earlier, first_question="Hoe?", commitment=PROMISED
    )
    return evening


@pytest.fixture
def live(evening, client_of):
    from types import SimpleNamespace  # noqa: PLC0415

    method = around(library.get("vijfstappen"), check_in=5, look_back=5)
    run = start_run(by=talk_for(evening.facilitator.user, evening.meeting.pk), method=method)
    people = {"fenna": evening.facilitator, "ellen": evening.case_bringer, "pieter": evening.member}
    people["marieke"] = evening.marieke
    devices = {name: Device(client_of(one.user), run, one.user) for name, one in people.items()}
    return SimpleNamespace(run=run, cast=evening, **devices)


def step(run):
    run.refresh_from_db()
    state = State.from_dict(run.state)
    return run.method["steps"][state.step]["key"]


def begin(cast, client_of, **fields):
    plan = library.get("vijfstappen")
    form = {f"minutes_{one.key}": one.minutes for one in plan.steps} | fields
    address = reverse("intervision:plan", args=[cast.meeting.pk, "vijfstappen"])
    return client_of(cast.facilitator.user).post(address, form)


class TestThePlan:
    def test_both_are_on_when_there_is_something_to_look_back_on(self, evening, client_of):
        address = reverse("intervision:plan", args=[evening.meeting.pk, "vijfstappen"])
        page = client_of(evening.facilitator.user).get(address).content.decode()
        assert page.count('type="checkbox"') == 2
        assert page.count("checked") == 2

    def test_they_come_before_the_method_with_their_minutes(self, evening, client_of):
        begin(evening, client_of, check_in="on", check_in_minutes="4", look_back="on", look_back_minutes="6")
        run = Run.objects.get()
        assert [one["key"] for one in run.method["steps"][:3]] == [CHECK_IN, LOOK_BACK, "vraag"]
        assert State.from_dict(run.state).plan[:2] == (4, 6)

    def test_without_a_tick_the_method_begins_at_once(self, evening, client_of):
        begin(evening, client_of)
        assert Run.objects.get().method["steps"][0]["key"] == library.get("vijfstappen").steps[0].key

    def test_the_deputy_is_named_at_the_start(self, evening, client_of):
        begin(evening, client_of, deputy=evening.member.user.pk)
        evening.meeting.refresh_from_db()
        assert evening.meeting.deputy == evening.member.user
        assert Run.objects.get().state["deputy"] == str(evening.member.user.pk)

    @pytest.mark.parametrize("who", ["case_bringer", "outsider"])
    def test_neither_the_case_bringer_nor_a_stranger_can_be_named(self, evening, client_of, who):
        person = getattr(evening, who)
        assert begin(evening, client_of, deputy=getattr(person, "user", person).pk).status_code == 422
        assert not Run.objects.exists()


class TestTheSteps:
    def test_the_check_in_is_a_round_in_which_everybody_has_a_turn(self, live):
        turns = State.from_dict(Run.objects.get(pk=live.run.pk).state).round
        assert set(turns.order) == {str(one.user.pk) for one in (live.fenna, live.ellen, live.pieter, live.marieke)}

    def test_clock_moves_back_and_skip_work_as_with_any_step(self, live):
        assert step(live.run) == CHECK_IN
        live.fenna.move("pause")
        live.fenna.move("resume")
        live.fenna.move("next")
        assert step(live.run) == LOOK_BACK
        live.fenna.move("back")
        assert step(live.run) == CHECK_IN
        live.fenna.move("skip")
        live.fenna.move("skip")
        assert step(live.run) == "vraag"
        assert live.run.log.filter(action="skipped").count() == 2

    def test_the_promise_is_shown_to_who_may_read_it(self, live):
        assert PROMISED not in live.pieter.fragment()
        live.fenna.move("next")
        for device in (live.fenna, live.ellen, live.pieter, live.marieke):
            assert PROMISED in device.fragment()

    def test_no_patch_holds_it_and_a_guest_does_not_read_it(self, live, client_of):
        guest = factories.make_user("Anna Buiten")
        asked = ask_guest(meeting=live.cast.meeting, email=guest.email, name="Anna", by=live.fenna.user)
        sign_as_guest(guest_pass=asked, name="Anna Buiten", version=PROMISE_VERSION, by=guest)
        device = Device(client_of(guest), live.run, guest)
        device.post("seat")
        live.fenna.move("next")
        assert "Terugblik" in device.fragment()
        assert PROMISED not in device.fragment()
        assert device.post("looked_back", text="x").status_code == 404

    def test_the_wall_does_not_show_it(self, live):
        live.fenna.move("next")
        page = live.fenna.browser.get(live.fenna.url("wall_fragment")).content.decode()
        assert PROMISED not in page

    @pytest.mark.parametrize("who", ["fenna", "marieke"])
    def test_what_is_told_is_kept_with_the_earlier_meeting(self, live, who):
        live.fenna.move("next")
        assert getattr(live, who).post("looked_back", text=TOLD).status_code == 200
        live.cast.harvest.refresh_from_db()
        assert live.cast.harvest.looked_back == TOLD
        assert TOLD in live.pieter.fragment()

    def test_it_is_kept_at_every_pause_in_typing_and_named_once_in_the_trail(self, live):
        live.fenna.move("next")
        for text in ("Het is", TOLD):
            assert live.marieke.post("looked_back", text=text, state="told").status_code == 204
        page = live.marieke.fragment()
        assert TOLD in page
        assert 'data-saved="saved"' in page
        assert AuditEntry.objects.filter(action="intervision.looked_back").count() == 1

    def test_of_two_who_write_it_at_once_nobody_writes_over_what_they_did_not_read(self, live):
        live.fenna.move("next")
        assert live.fenna.post("looked_back", text=TOLD, state="told", was="").status_code == 204
        refused = live.marieke.post("looked_back", text="Het viel tegen.", state="told", was="")
        assert (refused.status_code, refused["X-Elsewhere"], refused.content.decode()) == (409, "1", TOLD)
        live.cast.harvest.refresh_from_db()
        assert live.cast.harvest.looked_back == TOLD
        both = f"{TOLD}\r\nHet viel tegen."
        assert live.marieke.post("looked_back", text=both, was=TOLD).status_code == 200
        for was in (both.replace("\r\n", "\n"), "iets van vroeger"):  # lines that end otherwise; the answer got lost
            assert live.marieke.post("looked_back", text=both, state="told", was=was).status_code == 204
        assert live.fenna.post("looked_back", text="", was="").status_code == 409, "nor is it taken away unread"

    def test_nobody_else_writes_it(self, live):
        live.fenna.move("next")
        for device in (live.ellen, live.pieter):
            assert device.post("looked_back", text="x").status_code == 404

    def test_somebody_of_another_circle_cannot(self, live):
        with pytest.raises(Http404):
            look_back_oneself(by=live.cast.other_member.user, harvest=live.cast.harvest, text="x")

    def test_not_after_the_meeting_is_closed(self, live):
        by = run_for(live.fenna.user, live.run.pk)
        close(by=by)
        with pytest.raises(Http404):
            look_back(by=run_for(live.fenna.user, live.run.pk), harvest=live.cast.harvest, text="x")

    def test_a_meeting_without_a_promise_before_it_has_nothing_to_look_back_on(self, evening):
        assert to_look_back_on(evening.earlier) is None
        assert to_look_back_on(evening.meeting) == evening.harvest


class TestAfterwards:
    def test_harvest_and_question_show_it(self, evening, client_of):
        look_back_oneself(by=evening.marieke.user, harvest=evening.harvest, text=TOLD)
        reader = client_of(evening.member.user)
        for name, number in (
            ("intervision:harvest", evening.earlier.pk),
            ("sessions_app:question", evening.earlier.question_id),
        ):
            assert TOLD in reader.get(reverse(name, args=[number])).content.decode()

    def test_the_case_bringer_writes_it_on_the_page_of_the_harvest(self, evening, client_of):
        address = reverse("intervision:look_back_later", args=[evening.earlier.pk])
        assert client_of(evening.member.user).post(address, {"text": "x"}).status_code == 404
        assert client_of(evening.marieke.user).post(address, {"text": TOLD}).status_code == 302
        evening.harvest.refresh_from_db()
        assert evening.harvest.looked_back == TOLD

    def test_on_the_page_too_what_was_told_meanwhile_is_shown_beside_what_was_typed(self, evening, client_of):
        address = reverse("intervision:look_back_later", args=[evening.earlier.pk])
        browser = client_of(evening.marieke.user)
        look_back_oneself(by=evening.marieke.user, harvest=evening.harvest, text="KANARIE-daar")
        shown = browser.post(address, {"text": "KANARIE-hier", "was": ""})
        page = shown.content.decode()
        assert (shown.status_code, "“KANARIE-daar”" in page, "KANARIE-hier" in page) == (422, True, True)
        assert 'name="was" value="KANARIE-daar"' in page
        assert browser.post(address, {"text": "KANARIE-hier", "was": "KANARIE-daar"}).status_code == 302
        too_long = browser.post(address, {"text": "x" * 2001, "was": "KANARIE-hier"})
        assert (too_long.status_code, "x" * 2001 in too_long.content.decode()) == (422, True), "and is not thrown away"
        evening.harvest.refresh_from_db()
        assert evening.harvest.looked_back == "KANARIE-hier"

    def test_each_label_on_the_page_belongs_to_one_field(self, evening, client_of):
        page = client_of(evening.marieke.user).get(reverse("intervision:harvest", args=[evening.earlier.pk]))
        ids = re.findall(r'\sid="([^"]+)"', page.content.decode())
        assert "id_told_text" in ids
        assert len(ids) == len(set(ids))

    def test_the_harvest_says_who_is_next(self, evening, client_of):
        page = client_of(evening.member.user).get(reverse("intervision:harvest", args=[evening.earlier.pk]))
        assert "Ellen brengt in." in page.content.decode()
        assert "Fenna leidt." in page.content.decode()
