"""Lists of meetings, questions, methods, harvests and money."""

import datetime

from django.utils import timezone

from costs.domain.plan import plan
from intervision.domain import own_method
from intervision.library.access import draft_for, method_for
from intervision.models import Insight
from sessions_app import polls
from sessions_app.domain.guest import ask_guest, decline_as_guest
from sessions_app.models import Attendance, Meeting, Poll
from tests import factories
from tests.house.lists import Grows
from tests.house.matrix.sessions_app import begun_meeting, open_meeting
from tests.sessions_app.polling import make_poll, say


def meetings(w, rows):
    first = timezone.localdate() + datetime.timedelta(days=300)
    for n in range(rows):
        date = first + datetime.timedelta(days=7 * n)
        Meeting.objects.create(season=w.season, number=6 + n, date=date, state="scheduled", facilitator=w.facilitator)


def answered(w, rows):
    """So many members said when they can."""
    poll = make_poll(w.circle, w.coordinator)
    for member in w.circle.memberships.filter(left_at=None).order_by("seat")[:rows]:
        say(poll, member, "yes", "maybe", "no", "yes", "yes", "yes", "yes")
    return [poll.season_id]


def answered_by_link(w, rows):
    answered(w, rows)
    return [polls.token(Poll.objects.get(), w.member)]


def planned(w, rows):
    return [factories.make_season(w.circle, meetings=rows, state="planned").pk]


def comes(w, rows):
    """So many answered."""
    members = w.circle.memberships.exclude(pk__in=w.meeting.attendances.values("membership")).order_by("seat")
    for member in members[:rows]:
        Attendance.objects.create(meeting=w.meeting, membership=member, answer="yes", answered_at=timezone.now())


def came(w, rows):
    comes(w, rows)
    return begun_meeting(w)


def guests(w, rows):
    """One is asked, the others said no: there are not many chairs for guests."""
    for n in range(rows):
        held = ask_guest(meeting=w.meeting, email=f"gast{n}@ergens.nl", name=f"Gast {n}", by=w.facilitator)
        if n:
            decline_as_guest(guest_pass=held)


def questions(w, rows):
    for n in range(rows):
        factories.make_question(w.member, f"Hoe nu verder, {n}?")


def choice(w, rows):
    """Questions of people who could bring in."""
    for member in w.circle.memberships.filter(left_at=None).order_by("seat")[1 : 1 + rows]:
        factories.make_question(member, "Hoe nu verder?")
    return open_meeting(w)


def of_the_bringer(w, rows):
    for n in range(rows):
        factories.make_question(w.case_bringer, f"Hoe nu verder, {n}?")


def seats(w, rows):
    circle = factories.make_circle("Nog een kring", coordinator=w.coordinator, state="running")
    factories.make_members(circle, rows)
    return [factories.make_season(circle).meetings.first().pk]


def methods(w, rows):
    for _row in range(rows):
        _published(w)


def versions(w, rows):
    own = _published(w)
    for _row in range(rows - 1):
        draft = draft_for(w.coordinator, own.key)
        own_method.save_draft(by=draft, method=draft.draft, revision=own.revision)
        own.refresh_from_db()
        own_method.publish_method(by=draft_for(w.coordinator, own.key), revision=own.revision)
        own.refresh_from_db()
    return [own.key]


def _published(w):
    own = own_method.copy_method(by=method_for(w.coordinator, "zesfasen"), circle=w.circle)
    own_method.publish_method(by=draft_for(w.coordinator, own.key), revision=own.revision)
    own.refresh_from_db()
    return own


def insights(w, rows):
    for author in w.circle.memberships.order_by("seat")[2 : 2 + rows]:
        Insight.objects.create(circle=w.circle, meeting=w.past_meeting, author=author, text="Stil zijn.", shared=True)
    return [w.past_meeting.pk]


def budget(w, rows):
    lines = [{"label": f"Zaal {n}", "basis": "fixed", "amount_cents": 10_000 + n} for n in range(rows)]
    plan(season=w.season, by=w.coordinator, key="member", lines=lines)


def asked(w, rows):
    """Other dates that somebody who just answered was asked about too."""
    meetings(w, rows)
    Attendance.objects.update_or_create(
        meeting=w.meeting, membership=w.meeting.case_bringer, defaults={"answer": "yes"}
    )


LISTS = {
    "costs:season": Grows(budget, queries=13),
    "costs:plan": Grows(budget, queries=8),
    "costs:fix": Grows(budget, queries=13),
    "intervision:harvest": Grows(insights, queries=9),
    "intervision:library": Grows(methods, queries=9),
    "intervision:method_versions": Grows(versions, queries=5),
    "intervision:rehearse_any": Grows(methods, queries=1),
    "intervision:start": Grows(methods, queries=9),
    "sessions_app:agenda": Grows(meetings, queries=8),
    "sessions_app:answer_by_link": Grows(asked, queries=7),
    "sessions_app:circle_questions": Grows(questions, queries=5),
    "sessions_app:guests": Grows(guests, queries=7),
    "sessions_app:meeting": Grows(comes, queries=7),
    "sessions_app:meeting_attendance": Grows(came, queries=6),
    "sessions_app:meeting_case_bringer": Grows(choice, queries=11),
    "sessions_app:meeting_leaders": Grows(seats, queries=8),
    "sessions_app:meeting_question": Grows(of_the_bringer, queries=6),
    "sessions_app:my_questions": Grows(questions, queries=5, role="member"),
    "sessions_app:poll": Grows(answered, queries=8, role="member"),
    "sessions_app:poll_by_link": Grows(answered_by_link, queries=7),
    "sessions_app:poll_change": Grows(answered, queries=9),
    "sessions_app:poll_overview": Grows(answered, queries=10, role="coordinator"),
    "sessions_app:season": Grows(meetings, queries=10),
    "sessions_app:season_plan": Grows(planned, queries=6),
}
