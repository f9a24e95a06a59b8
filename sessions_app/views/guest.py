"""Guests of one meeting: ask them, and their own way in. Opening a link changes nothing: mail scanners open links too."""

from allauth.account.views import request_login_code
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from circles.access import addresses_of
from circles.domain.arrive import new_account
from circles.views.answer import BACKEND
from sessions_app import guests as door
from sessions_app import pages
from sessions_app.access import meeting_for
from sessions_app.domain.guest import ask_guest, decline_as_guest, sign_as_guest, withdraw_guest
from sessions_app.forms import carried_out, typed
from sessions_app.forms_guest import AskGuestForm, GuestSignForm
from sessions_app.models import GuestPass
from sessions_app.rights import require


@require_http_methods(["GET", "HEAD", "POST"])
def guests(request, meeting_id):
    """Who is asked, and ask one more."""
    standing = meeting_for(request.user, meeting_id)
    require(standing, "meeting.guests")
    form = AskGuestForm(typed(request), standing=standing)
    ask = lambda: ask_guest(meeting=standing.meeting, by=request.user, **form.asked())  # noqa: E731
    if form.is_bound and form.is_valid() and carried_out(form, ask):
        messages.success(request, _("The guest gets a mail with a personal link."))
        return redirect("sessions_app:guests", meeting_id)
    context = pages.short(standing) | {
        "form": form,
        "guests": door.guests_of(standing.meeting),
        "declined": door.declined_by(standing.meeting),
        "most": door.MOST_GUESTS,
    }
    return render(request, "sessions_app/guests.html", context, status=422 if form.errors else 200)


@require_POST
def withdraw(request, meeting_id, pass_id):
    standing = meeting_for(request.user, meeting_id)
    require(standing, "meeting.guests")
    withdraw_guest(guest_pass=door.pass_of(standing.meeting, pass_id), by=request.user)
    messages.success(request, _("This person is no longer a guest."))
    return redirect("sessions_app:guests", meeting_id)


@login_not_required
@never_cache
@require_safe
def by_link(request, token):
    """Who asks, for which meeting, and the way in."""
    found = door.pass_by(token)
    if (gone := _gone(request, found)) is not None:
        return gone
    theirs = request.user.is_authenticated and found.email in addresses_of(request.user)
    context = {"guest": found, "meeting": found.meeting, "circle": found.meeting.season.circle}
    return render(request, "sessions_app/guest_by_link.html", context | {"token": token, "theirs": theirs})


@login_not_required
@require_POST
def go_on(request, token):
    """In: with a new account at once, with an existing one by a code in the mail."""
    found = door.pass_by(token)
    if (gone := _gone(request, found)) is not None:
        return gone
    address = reverse("sessions_app:guest", args=[found.meeting_id])
    if request.user.is_authenticated:
        theirs = found.email in addresses_of(request.user)
        return redirect(address) if theirs else redirect("sessions_app:guest_by_link", token)
    if user := new_account(found):
        login(request, user, backend=BACKEND)
        return redirect(address)
    request.POST = request.POST.copy()
    request.POST.update({"email": found.email, "next": address})
    return request_login_code(request)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def decline(request, token):
    found = door.pass_by(token)
    if (gone := _gone(request, found)) is not None:
        return gone
    context = {"guest": found, "circle": found.meeting.season.circle, "token": token}
    if request.method == "POST":
        decline_as_guest(guest_pass=found, by=request.user if request.user.is_authenticated else None)
        context["said"] = True
    return render(request, "sessions_app/guest_decline.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def guest(request, meeting_id):
    """The guest's own page of the one meeting: first the promise, then the facts, the question and the room."""
    try:
        mine = door.own_pass(request.user, meeting_id)
    except Http404:
        return thanked(request, meeting_id)
    if mine.state == GuestPass.State.SIGNED:
        standing = door.guest_for(request.user, meeting_id)
        return render(request, "sessions_app/guest.html", pages.short(standing) | {"guest": standing.guest})
    form = GuestSignForm(typed(request), guest_pass=mine, user=request.user)
    if form.is_bound and form.is_valid():
        data = {name: form.cleaned_data[name] for name in ("name", "version")}
        if carried_out(form, lambda: sign_as_guest(guest_pass=mine, by=request.user, **data)):
            return redirect("sessions_app:guest", meeting_id)
    context = {"guest": mine, "meeting": mine.meeting, "circle": mine.meeting.season.circle, "form": form}
    context["promise"] = door.promise_in_parts(request.LANGUAGE_CODE)
    return render(request, "sessions_app/guest_sign.html", context, status=422 if form.errors else 200)


def thanked(request, meeting_id: int | None):
    """An old address of the meeting, for who was a guest there: it is over, in words. Http404 for everybody else."""
    found = door.spent_pass(request.user, meeting_id)
    state = "was_here" if found.state == GuestPass.State.SIGNED else found.state
    return render(request, "sessions_app/guest_gone.html", {"state": state, "guest": found}, status=410)


def _gone(request, found):
    """A page in words for a link that is wrong, used or over; None for one that is open."""
    if found is None:
        return render(request, "sessions_app/guest_gone.html", {"state": "unknown"}, status=404)
    over = door.is_over(found.meeting)
    if found.state != GuestPass.State.OPEN or over:
        was_here = over and found.state == GuestPass.State.SIGNED
        state = "was_here" if was_here else found.state if found.state != GuestPass.State.OPEN else "over"
        return render(request, "sessions_app/guest_gone.html", {"state": state, "guest": found}, status=410)
    return None
