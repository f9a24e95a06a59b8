"""The pages of a circle: mine, and one."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from circles import queries
from circles.access import circle_for


@require_safe
def mine(request):
    return render(request, "circles/mine.html", {"circles": queries.circles_of(request.user)})


@require_safe
def circle(request, circle_id):
    standing = circle_for(request.user, circle_id)
    return render(request, "circles/circle.html", {"standing": standing, "circle": standing.circle})
