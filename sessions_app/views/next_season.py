"""Between two seasons: who goes on, and then plan the next one."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from sessions_app.access import inside_circle
from sessions_app.next_season import prepared
from sessions_app.rights import require


@require_safe
def next_season(request, circle_id):
    standing = inside_circle(request.user, circle_id)
    require(standing, "season.plan")
    found = prepared(standing.circle)
    may_ask = bool(found.last) and standing.circle.state == "resting"
    context = {"standing": standing, "circle": standing.circle, "found": found, "may_ask": may_ask}
    return render(request, "sessions_app/next_season.html", context)
