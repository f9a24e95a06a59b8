"""Seasons, meetings and questions: dates for everybody inside, content for who signed or leads, plans by the coordinator."""

import datetime as dt

from django.utils import timezone

from circles.models import Circle
from praktijkkring.outbox.models import Message
from sessions_app import polls, staying
from sessions_app.domain.feed import open_feed
from sessions_app.domain.guest import ask_guest
from sessions_app.domain.stay import ask_who_stays
from sessions_app.models import Meeting, Season, Stay
from sessions_app.tokens import answer_token, guest_token
from tests import factories
from tests.house.matrix import INSIDE, MEMBERS, READERS, Row, everyone, logged_in, only
from tests.sessions_app.polling import make_poll

SEES = (*INSIDE, "network_admin", "superuser")
PLANS = ("coordinator",)
ARRANGES = ("coordinator", "facilitator")
WRITES = ("member", "case_bringer")


def circle(w):
    return [w.circle.pk]


def season(w):
    return [w.season.pk]


def meeting(w):
    return [w.meeting.pk]


def question(w):
    return [w.question.pk]


def planned_season(w):
    return [factories.make_season(w.circle, state=Season.State.PLANNED).pk]


def season_to_start(w):
    Season.objects.filter(pk=w.season.pk).update(state="closed")
    Circle.objects.filter(pk=w.circle.pk).update(state="running")
    return planned_season(w)


def season_to_close(w):
    w.season.meetings.update(state="cancelled")
    return season(w)


def open_meeting(w):
    """Like the meeting of the world, but nobody brings in yet."""
    Meeting.objects.filter(pk=w.meeting.pk).update(state="scheduled", case_bringer=None, question=None)
    return meeting(w)


def begun_meeting(w):
    Meeting.objects.filter(pk=w.meeting.pk).update(state="live")
    return meeting(w)


def past_meeting(w):
    """Confirmed and over, without the live room."""
    Meeting.objects.filter(pk=w.meeting.pk).update(starts=dt.time(0, 0), ends=dt.time(0, 1))
    return meeting(w)


def draft(w):
    """A question of the case-bringer that is not shared."""
    return [factories.make_question(w.meeting.case_bringer, "CANARY-draft: hoe begin ik?", shared=False).pk]


def spare(w):
    """A shared question of the case-bringer that is not chosen."""
    return [factories.make_question(w.meeting.case_bringer, "Hoe ga ik verder?").pk]


def guest_link(w):
    """Of somebody else, who was asked for the same meeting and did not answer."""
    asked = {"email": "nog.een@gast.nl", "name": "Nog Een", "by": w.facilitator}
    return [guest_token(ask_guest(meeting=w.live_meeting, **asked))]


def resting(w):
    """Between two seasons; everybody was asked whether they stay."""
    Season.objects.filter(pk=w.season.pk).update(state="closed", closed_at=timezone.now())
    Circle.objects.filter(pk=w.circle.pk).update(state="resting")
    ask_who_stays(circle=w.circle, by=w.coordinator)
    return circle(w)


def may_be_asked(w):
    resting(w)
    Message.objects.filter(kind="sessions_app.stay").delete()
    return circle(w)


def stay_link(w):
    resting(w)
    return [staying.token(Stay.objects.select_related("membership").get(membership=w.member))]


def asked_when(w):
    """A season of which the dates are still chosen."""
    w.poll = make_poll(w.circle, w.coordinator)
    return [w.poll.season_id]


def not_asked_today(w):
    asked = asked_when(w)
    Message.objects.filter(kind="sessions_app.poll").delete()
    return asked


def poll_link(w):
    asked_when(w)
    return [polls.token(w.poll, w.member)]


def one_answer(w):
    return {f"date-{w.poll.dates.first().pk}": "maybe"}


def dates_to_ask(w):
    """Five rows, as the page shows them."""
    first = timezone.localdate() + dt.timedelta(days=70)
    rows = {"form-TOTAL_FORMS": "5", "form-INITIAL_FORMS": "0", "wanted": "5", "version": "1"}
    for n in range(5):
        day = (first + dt.timedelta(days=28 * n)).isoformat()
        rows |= {f"form-{n}-date": day, f"form-{n}-starts": "19:30", f"form-{n}-ends": "22:00"}
    return rows | {"closes_on": (first - dt.timedelta(days=50)).isoformat()}


def five_dates(w):
    return {"chosen": [str(one.pk) for one in w.poll.dates.all()[:5]], "version": "1"}


def told(w):
    Meeting.objects.filter(pk=w.meeting.pk).update(state="done")
    return question(w)


SLOT = {"date": (timezone.localdate() + dt.timedelta(days=70)).isoformat(), "starts": "19:30", "ends": "22:00"}
ROWS_OF_PLAN = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0"} | {f"form-0-{k}": v for k, v in SLOT.items()}

ROWS = [
    Row("sessions_app:season_of_circle", args=circle, get=only(302, *SEES)),
    Row(
        "sessions_app:season_new",
        args=circle,
        get=only(200, *PLANS),
        post=only(302, *PLANS),
        data=lambda w: SLOT | {"name": "2027", "weeks": "4", "count": "5"},
    ),
    Row("sessions_app:ask_who_stays", args=may_be_asked, post=only(302, *PLANS)),
    Row(
        "sessions_app:stay",
        args=resting,
        get=only(200, *MEMBERS),
        post=only(302, *MEMBERS),
        data=lambda w: {"answer": "maybe"},
    ),
    Row(
        "sessions_app:stay_by_link",
        args=stay_link,
        get=everyone(200),
        post=everyone(200),
        data=lambda w: {"answer": "no"},
        public=True,
    ),
    Row("sessions_app:season", args=season, get=only(200, *SEES)),
    Row(
        "sessions_app:season_plan",
        args=planned_season,
        get=only(200, *PLANS),
        post=only(302, *PLANS),
        data=lambda w: ROWS_OF_PLAN,
    ),
    Row(
        "sessions_app:poll",
        args=asked_when,
        get=only(200, *INSIDE, "network_admin", "superuser") | {"coordinator": 302},
        post=only(302, *MEMBERS),
        data=one_answer,
    ),
    Row(
        "sessions_app:poll_new",
        args=planned_season,
        get=only(200, *PLANS),
        post=only(302, *PLANS),
        data=dates_to_ask,
    ),
    Row("sessions_app:poll_change", args=asked_when, get=only(200, *PLANS), post=only(302, *PLANS), data=dates_to_ask),
    Row("sessions_app:poll_overview", args=asked_when, get=only(200, *INSIDE)),
    Row("sessions_app:poll_pick", args=asked_when, post=only(302, *PLANS), data=five_dates),
    Row("sessions_app:poll_extend", args=asked_when, post=only(302, *PLANS)),
    Row("sessions_app:poll_stop", args=asked_when, get=only(200, *PLANS), post=only(302, *PLANS)),
    Row("sessions_app:poll_remind", args=not_asked_today, post=only(302, *PLANS)),
    Row(
        "sessions_app:poll_by_link",
        args=poll_link,
        get=everyone(200),
        post=everyone(200),
        data=one_answer,
        public=True,
    ),
    Row("sessions_app:season_start", args=season_to_start, post=only(302, *PLANS)),
    Row("sessions_app:season_close", args=season_to_close, post=only(302, *PLANS)),
    Row("sessions_app:meeting_add", args=season, get=only(200, *PLANS), post=only(302, *PLANS), data=lambda w: SLOT),
    Row("sessions_app:meeting", args=meeting, get=only(200, *SEES)),
    Row("sessions_app:meeting_move", args=meeting, get=only(200, *PLANS), post=only(302, *PLANS), data=lambda w: SLOT),
    Row("sessions_app:meeting_cancel", args=meeting, get=only(200, *PLANS), post=only(302, *PLANS)),
    Row("sessions_app:meeting_leaders", args=meeting, get=only(200, *PLANS), post=only(302, *PLANS)),
    Row(
        "sessions_app:meeting_case_bringer",
        args=open_meeting,
        get=only(200, *ARRANGES),
        post=only(302, *ARRANGES),
        data=lambda w: {"member": w.question.author_id, "circle_decided": "on"},
    ),
    Row(
        "sessions_app:meeting_question",
        args=meeting,
        get=only(200, "case_bringer", "facilitator"),
        post=only(302, "case_bringer", "facilitator"),
        data=lambda w: {"question": str(w.question.pk)},
    ),
    Row("sessions_app:meeting_confirm", args=meeting, post=only(302, *ARRANGES)),
    Row("sessions_app:meeting_held", args=past_meeting, post=only(302, *ARRANGES)),
    Row("sessions_app:meeting_answer", args=meeting, post=only(302, *MEMBERS), data=lambda w: {"answer": "yes"}),
    Row(
        "sessions_app:meeting_attendance",
        args=begun_meeting,
        get=only(200, *ARRANGES),
        post=only(302, *ARRANGES),
    ),
    Row(
        "sessions_app:answer_by_link",
        args=lambda w: [answer_token(w.meeting.pk, w.meeting.case_bringer_id)],
        get=everyone(200),
        post=everyone(200),
        data=lambda w: {"answer": "yes"},
        public=True,
    ),
    Row(
        "sessions_app:guests",
        args=meeting,
        get=only(200, *ARRANGES),
        post=only(302, *ARRANGES),
        data=lambda w: {"name": "Gijs Gast", "email": "gijs@ergens.nl", "kind": "expert"},
    ),
    Row(
        "sessions_app:guest_withdraw",
        args=lambda w: [w.live_meeting.pk, w.guest_pass.pk],
        post=only(302, *ARRANGES),
    ),
    Row("sessions_app:guest", args=lambda w: [w.live_meeting.pk], get=only(200, "guest"), post=only(200, "guest")),
    Row("sessions_app:guest_by_link", args=guest_link, get=everyone(200), public=True),
    Row("sessions_app:guest_go_on", args=guest_link, post=everyone(302), public=True),
    Row("sessions_app:guest_decline", args=guest_link, get=everyone(200), post=everyone(200), public=True),
    Row("sessions_app:agenda", get=logged_in(200)),
    Row("sessions_app:feed_open", post=logged_in(200)),
    Row("sessions_app:feed_revoke", post=logged_in(302)),
    Row("sessions_app:feed", page=False, args=lambda w: [open_feed(by=w.coordinator)], get=everyone(200), public=True),
    Row("sessions_app:my_questions", get=logged_in(200)),
    Row("sessions_app:circle_questions", args=circle, get=only(200, *READERS)),
    Row("sessions_app:question_new", args=circle, post=only(302, *WRITES)),
    Row("sessions_app:question", args=question, get=only(200, *READERS)),
    Row(
        "sessions_app:question_write",
        args=draft,
        get=only(200, "case_bringer"),
        post=only(302, "case_bringer"),
        data=lambda w: {"step": "situation", "situation": "Een boer wil stoppen.", "version": "1"},
    ),
    Row(
        "sessions_app:question_save",
        args=draft,
        post=only(200, "case_bringer"),
        data=lambda w: {"step": "situation", "situation": "Een boer wil stoppen.", "version": "1"},
    ),
    Row("sessions_app:question_share", args=draft, get=only(200, "case_bringer"), post=only(302, "case_bringer")),
    Row("sessions_app:question_unshare", args=spare, post=only(302, "case_bringer")),
    Row("sessions_app:question_discard", args=spare, get=only(200, "case_bringer"), post=only(302, "case_bringer")),
    Row(
        "sessions_app:question_outcome",
        args=told,
        get=only(200, "case_bringer"),
        post=only(302, "case_bringer"),
        data=lambda w: {"outcome": "Ik belde de boer."},
    ),
]
