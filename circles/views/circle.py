"""The pages of a circle: mine, one, and its trail."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from circles import agreements, queries, seat_marks
from circles.access import circle_for, coordinators_of
from circles.extra_roles import extra_roles
from circles.models import SEATS, SEATS_TO_START
from circles.rights import require
from circles.table import circle_table, forming_table
from praktijkkring.audit.queries import trail as read_trail


@require_safe
def mine(request):
    circles = list(queries.circles_of(request.user))
    for circle in circles:
        circle.table = circle_table(circle.seated, {}, request.user, variant="small")
    context = {
        "circles": circles,
        "has_desk": has_a_desk(request.user, circles),
        "may_lead": queries.may_lead_besides(request.user, circles),
        "kept": agreements.kept_of(request.user),
        **queries.offers_to(request.user),
    }
    return render(request, "circles/mine.html", context)


def has_a_desk(user, circles) -> bool:
    """Who may found circles or runs one of these."""
    return user.is_coordinator or any(circle.is_mine for circle in circles)


@require_safe
def circle(request, circle_id):
    standing = circle_for(request.user, circle_id)
    members = queries.seated(standing.circle)
    marks = seat_marks.marks(standing.circle) if standing.may("circle.dates") else {}
    readers, coordinators = extra_roles.people(standing.circle), coordinators_of(standing.circle)
    seats = {member.user_id for member in members}
    forming = standing.circle.state == "forming"
    tables = {
        f"table_{variant}": forming_table(members, variant, request.user, choosing=standing.is_coordinator)
        if forming
        else circle_table(members, marks, request.user, variant)
        for variant in ("page", "phone")
    }
    context = {
        "standing": standing,
        "circle": standing.circle,
        "members": [(member, marks.get(member.pk, {})) for member in members],
        "readers": [person for person in readers if person.pk not in seats],
        "coordinators": coordinators,
        "coordinators_reading": [one for one in coordinators if one in readers or one.pk in seats],
        "coordinators_not_reading": [one for one in coordinators if one not in readers and one.pk not in seats],
        "reading_coordinators": [one for one in coordinators if one in readers and one.pk not in seats],
        "waiting": queries.waiting_number(standing.circle) if standing.is_coordinator else 0,
        "can_meet": standing.may("circle.people"),
        "free": SEATS - len(members),
        "too_few": len(members) < SEATS_TO_START and not forming,
        "missing": max(0, SEATS_TO_START - len(members)),
        **tables,
    }
    return render(request, "circles/circle.html", context)


@require_safe
def trail(request, circle_id):
    standing = circle_for(request.user, circle_id)
    require(standing, "circle.trail")
    lines = read_trail(f"circle:{circle_id}", limit=200)
    return render(request, "circles/trail.html", {"standing": standing, "circle": standing.circle, "lines": lines})
