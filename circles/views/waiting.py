"""The waiting list: by the coordinator, and for whoever waits; and the second circle."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from circles import access_composing as door
from circles import planning, waiting
from circles.access import circle_for, coordinator_of, interest_for
from circles.domain import offer, second_circle, wait
from circles.forms.composing import ArrangeForm
from circles.rights import require


@require_POST
def put_on_list(request, circle_id, interest_id):
    interest = interest_for(request.user, circle_id, interest_id)
    wait.put_on_list(by=request.user, interest=interest)
    messages.success(request, _("%(name)s is on the waiting list and gets a mail.") % {"name": interest.user})
    return redirect("circles:forming", circle_id)


@require_POST
def take_off_list(request, circle_id, place_id):
    place = door.place_for(request.user, circle_id, place_id)
    wait.take_off_list(by=request.user, place=place)
    messages.success(request, _("Off the waiting list."))
    return redirect("circles:forming", circle_id)


@require_POST
def move_up(request, circle_id, place_id, before_id):
    place = door.place_for(request.user, circle_id, place_id)
    wait.move_up(by=request.user, place=place, before=door.place_for(request.user, circle_id, before_id))
    return redirect("circles:forming", circle_id)


@require_POST
def offer_next(request, circle_id):
    standing = circle_for(request.user, circle_id)
    require(standing, "circle.invite")
    made = offer.offer_next(by=request.user, circle=standing.circle)
    messages.success(request, _("%(name)s gets an offer by mail.") % {"name": made.name or made.email})
    return redirect("circles:forming", circle_id)


@require_http_methods(["GET", "HEAD", "POST"])
def arrange(request, circle_id):
    standing = circle_for(request.user, circle_id)
    require(standing, "circle.form")
    arranged = planning.arranged(standing.circle)
    fields = {name: getattr(arranged, name) for name in ("automatic", "days", "size")}
    form = ArrangeForm(request.POST if request.method == "POST" else None, initial=fields)
    if form.carry_out(lambda data: wait.arrange(by=request.user, circle=standing.circle, **data)):
        messages.success(request, _("Kept."))
        return redirect("circles:forming", circle_id)
    context = {"form": form, "circle": standing.circle}
    return render(request, "circles/_waiting/arrange.html", context, status=form.status)


@require_http_methods(["GET", "HEAD", "POST"])
def second(request, circle_id):
    standing = circle_for(request.user, circle_id)
    require(standing, "circle.form")
    people = planning.waiting_applicants(standing.circle)
    if request.method == "POST":
        chosen = [one for one in people if str(one.pk) in request.POST.getlist("who")]
        made = second_circle.propose(by=request.user, circle=standing.circle, interests=chosen)
        asked = ngettext("%(n)s person is asked by mail.", "%(n)s people are asked by mail.", len(chosen))
        messages.success(request, asked % {"n": len(chosen)})
        return redirect("circles:forming", made.pk)
    return render(request, "circles/_waiting/second.html", {"circle": standing.circle, "people": people})


@require_http_methods(["GET", "HEAD", "POST"])
def move(request, move_id):
    """Whoever waits says whether their answers may go along to the second circle."""
    question = door.move_for(request.user, move_id)
    if request.method != "POST":
        context = {"move": question, "coordinator": coordinator_of(question.to_circle)}
        return render(request, "circles/_waiting/move.html", context)
    if request.POST.get("answer") == "yes":
        second_circle.say_yes(by=request.user, move=question)
        messages.success(request, _("You wait for %(circle)s from now on.") % {"circle": question.to_circle.name})
    else:
        second_circle.say_no(by=request.user, move=question)
        messages.success(request, _("You keep your place on the waiting list."))
    return redirect("circles:mine")


@login_not_required
@require_safe
def place(request, token):
    return render(request, "circles/_waiting/place.html", _shown(token))


@login_not_required
@require_POST
def give_up(request, token):
    shown = _shown(token)
    wait.give_up_place(place=shown["place"])
    return render(request, "circles/_waiting/gone.html", {"circle": shown["place"].circle})


def _shown(token: str) -> dict:
    found = waiting.place_by(token)
    if found is None:
        raise Http404
    back = reverse("circles:open")
    return {
        "place": found,
        "token": token,
        "standing": waiting.standing_at(found),
        "circle": found.circle,
        "back": back,
    }
