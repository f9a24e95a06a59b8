"""What this app shows on the page of a circle, and its marks on the chairs."""

from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import gettext as _

from circles import seat_marks
from circles.extra_roles import extra_roles
from circles.rights import Role
from praktijkkring.ui import slots

from . import access, pages, pages_poll, polls, queries, staying
from .access import CircleStanding, MeetingStanding
from .rights import allowed


def head(request, **_given) -> str:
    """The style of what this app shows on the page of a circle."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/meetings.css"))


def next_meeting(request, *, circle, standing, **_given) -> str:
    season = _season(circle, standing)
    meeting = season and queries.next_meeting(season)
    if not meeting and (circle.state == "closed" or (season and polls.on_in(season))):
        return ""
    if not meeting:
        context = {
            "season": season,
            "circle": circle,
            "plans": CircleStanding(standing).may("season.plan"),
            "begun": circle.state != "forming",
        }
        shown = _sees(standing)
        return render_to_string("sessions_app/_no_next.html", context, request) if shown else ""
    meeting.season.circle = circle
    context = pages.card(MeetingStanding(standing, meeting)) | {"on_circle_page": True}
    return render_to_string("sessions_app/_card.html", context, request)


def stay(request, *, circle, standing, **_given) -> str:
    """For a member of a circle that rests: whether they go on. No query while it does not rest."""
    asked = staying.mine(circle, standing.membership)
    if asked is None:
        return ""
    context = {"circle": circle, "stay": asked, "plans": CircleStanding(standing).may("season.plan")}
    return render_to_string("sessions_app/_stay_card.html", context, request)


def poll(request, *, circle, standing, **_given) -> str:
    """While the circle is asked who can when: what waits for this person, or how far it is. One query without a poll."""
    asked = polls.of_circle(circle) if circle.state != "closed" and _sees(standing) else None
    if asked is None:
        return ""
    asked.season.circle = circle
    context = pages_poll.card(asked, CircleStanding(standing))
    return render_to_string("sessions_app/_poll_card.html", context, request)


def season_ring(request, *, circle, standing, **_given) -> str:
    season = _season(circle, standing)
    if not season:
        return ""
    meetings = queries.meetings_of(season)
    context = {
        "season": season,
        "stops": pages.stops(meetings),
        "done": sum(m.state == "done" for m in meetings),
        "count": sum(m.state != "cancelled" for m in meetings),
        "undated": [] if polls.on_in(season) else [m for m in meetings if m.date is None and m.state != "cancelled"],
        "plans": CircleStanding(standing).may("season.plan"),
    }
    return render_to_string("sessions_app/_season_ring.html", context, request)


def turns(request, *, circle, standing, **_given) -> str:
    season = _season(circle, standing)
    if not season or season.state != "running":
        return ""
    members = {member.pk: member for member in queries.members(circle)}
    rows = pages.turn_rows(season, members, standing.membership)
    return render_to_string("sessions_app/_turns.html", {"turns": rows, "season": season}, request)


def first_question(request, *, circle, standing, **_given) -> str:
    """For a member who has no question yet: the way to begin one."""
    inside = CircleStanding(standing)
    if circle.state == "closed" or not (standing.membership and inside.may("question.write")):
        return ""
    if queries.began(standing.membership):
        return ""
    return render_to_string("sessions_app/_first_question.html", {"circle": circle}, request)


def tabs(request, *, circle, standing, **_given) -> str:
    """Links in the circle's own navigation."""
    if not _sees(standing):
        return ""
    context = {"circle": circle, "reads": CircleStanding(standing).may("question.read")}
    return render_to_string("sessions_app/_tabs.html", context, request)


def marks(circle) -> dict[int, dict]:
    """The lit chair, who leads, and a dot per season for a turn that was had or is to come; nothing once it is closed."""
    if circle.state == "closed":
        return {}
    found = {pk: {"dots": dots} for pk, dots in queries.turns_had(circle).items()}
    season = queries.current_season(circle)
    meeting = season and queries.next_meeting(season)
    if not meeting:
        return found
    if meeting.case_bringer_id in found:
        found[meeting.case_bringer_id] |= {"lit": True, "tag": _("brings in")}
    for member in queries.members(circle):
        if member.user_id == meeting.facilitator_id:
            found[member.pk] |= {"lead": True} | ({} if "tag" in found[member.pk] else {"tag": _("leads")})
    return found


def _sees(standing) -> bool:
    return allowed("season.see", standing.roles, reads_content=False)


def _season(circle, standing):
    return queries.current_season(circle) if _sees(standing) else None


def register_all() -> None:
    """Called once, when the app is ready."""
    slots.stylesheet("circle.head", "css/meetings.css")
    slots.register("circle.head", head)
    slots.register("circle.next", stay, order=5)
    slots.register("circle.next", poll, order=6)
    slots.register("circle.next", next_meeting)
    slots.register("circle.season", season_ring)
    slots.register("circle.turns", turns)
    slots.register("circle.first", first_question)
    slots.register("circle.tabs", tabs)
    seat_marks.register(marks)
    extra_roles.register(Role.FACILITATOR, access.leads_here, circle_ids=access.led_circle_ids, people=access.leaders)
