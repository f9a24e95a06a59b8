"""Somebody opens the link in their invitation. Opening changes nothing: mail scanners open links too."""

from allauth.account.views import request_login_code
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from circles import queries
from circles.access import addresses_of, circle_for, invitation_by, open_invitations
from circles.domain import answer as domain
from circles.domain.arrive import new_account
from circles.domain.seats import CircleIsFull
from circles.forms import SeatForm, posted
from circles.models import Invitation
from circles.table import call_table
from circles.tokens import token_for

BACKEND = settings.AUTHENTICATION_BACKENDS[0]


class Gone(Exception):
    """The link was right once. ``answer`` is the page that says so."""

    def __init__(self, answer: HttpResponse):
        self.answer = answer


def answers_gone(view):
    """A link that was used, withdrawn, expired or never existed gives its page in words."""

    def wrapped(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except Gone as gone:
            return gone.answer

    return wrapped


@login_not_required
@require_safe
@answers_gone
def invitation(request, token):
    """What is asked, by whom, and the way in."""
    found = _by_token(request, token)
    taken = found.circle.memberships.filter(left_at__isnull=True).count()
    theirs = request.user.is_authenticated and found.email in addresses_of(request.user)
    context = {
        "invitation": found,
        "circle": found.circle,
        "token": token,
        "theirs": theirs,
        "table": call_table(taken),
        "taken": taken,
    }
    return render(request, "circles/invitation.html", context)


@login_not_required
@require_POST
@answers_gone
def go_on(request, token):
    """In to the seat: with a new account at once, with an existing one by a code in the mail."""
    found = _by_token(request, token)
    seat = reverse("circles:take_seat", args=[found.circle_id])
    if request.user.is_authenticated:
        if found.email not in addresses_of(request.user):
            return redirect("circles:invitation", token)
        return redirect(seat)
    if user := new_account(found):
        login(request, user, backend=BACKEND)
        return redirect(seat)
    request.POST = request.POST.copy()
    request.POST.update({"email": found.email, "next": seat})
    return request_login_code(request)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@answers_gone
def decline(request, token):
    found = _by_token(request, token)
    if request.method == "POST":
        by = request.user if request.user.is_authenticated else None
        domain.decline(by=by, invitation=found)
        return render(request, "circles/declined.html", {"circle": found.circle})
    return render(request, "circles/decline.html", {"circle": found.circle, "token": token})


@require_http_methods(["GET", "HEAD", "POST"])
def take_seat(request, circle_id):
    """Read, sign, sit down: for who is logged in with the invited address."""
    found = (
        open_invitations(request.user)
        .filter(circle_id=circle_id)
        .select_related("circle", "invited_by", "replaces")
        .first()
    )
    if found is None:
        circle_for(request.user, circle_id)
        return redirect("circles:circle", circle_id)
    form = SeatForm(posted(request), user=request.user, invitation=found)
    try:
        member = form.carry_out(lambda data: _accept(request.user, found, data))
    except _Full:
        return render(request, "circles/full.html", {"circle": found.circle}, status=409)
    if member:
        messages.success(request, _("Welcome. You have seat %(seat)s.") % {"seat": member.seat})
        return redirect("circles:circle", circle_id)
    context = {"form": form, "invitation": found, "circle": found.circle, "areas": queries.areas()}
    context["token"] = token_for(found)  # the way to say no
    return render(request, "circles/take_seat.html", context, status=form.status)


class _Full(Exception):
    """Not a wrong input: all seats are taken."""


def _accept(user, found: Invitation, data: dict):
    data = {key: value for key, value in data.items() if key != "promise"}
    try:
        return domain.accept(by=user, invitation=found, **data)
    except CircleIsFull as full:
        raise _Full from full


def _by_token(request, token: str) -> Invitation:
    """The open invitation of this link. Raises Gone with a page in words for any other."""
    found = invitation_by(token)
    if found is None:
        raise Gone(render(request, "circles/invitation_unknown.html", status=404))
    if not found.is_open:
        state = "expired" if found.state == Invitation.State.OPEN else found.state
        context = {"state": state, "circle": found.circle, "invited_by": found.invited_by}
        raise Gone(render(request, "circles/invitation_gone.html", context, status=410))
    return found
