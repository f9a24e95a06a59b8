"""The coordinator composes the table."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from circles import composition, queries
from circles.access import circle_for, interest_for
from circles.domain.interest import offer_seat, turn_down
from circles.domain.invite import seats_to_offer
from circles.models import SEATS, SEATS_TO_START
from circles.rights import require
from circles.table import circle_table, forming_table


@require_safe
def forming(request, circle_id):
    standing = circle_for(request.user, circle_id)
    require(standing, "circle.form")
    circle, members = standing.circle, queries.seated(standing.circle)
    context = {
        "standing": standing,
        "circle": circle,
        "members": [(member, composition.warnings(member, members)) for member in members],
        "applicants": [
            (person, composition.warnings(person, members), (len(members) + number) % SEATS + 1)
            for number, person in enumerate(queries.waiting(circle))
        ],
        "invitations": list(circle.invitations.open_at_this_moment()),
        "areas": composition.spread(members),
        "organisations": composition.organisations(members),
        "all_apart": composition.all_apart(members),
        "missing": max(0, SEATS_TO_START - len(members)),
        "to_offer": max(0, seats_to_offer(circle)),
        **_tables(circle, members),
    }
    return render(request, "circles/forming.html", context)


def _tables(circle, members) -> dict:
    forms = circle.state == "forming"
    return {
        f"table_{variant}": forming_table(members, variant) if forms else circle_table(members, {}, None, variant)
        for variant in ("page", "phone")
    }


@require_POST
def offer(request, circle_id, interest_id):
    interest = interest_for(request.user, circle_id, interest_id)
    offer_seat(by=request.user, interest=interest)
    messages.success(request, _("%(name)s gets an invitation by mail.") % {"name": interest.user})
    return redirect("circles:forming", circle_id)


@require_http_methods(["GET", "HEAD", "POST"])
def decline(request, circle_id, interest_id):
    interest = interest_for(request.user, circle_id, interest_id)
    if request.method == "POST":
        turn_down(by=request.user, interest=interest)
        messages.success(request, _("%(name)s gets a friendly mail.") % {"name": interest.user})
        return redirect("circles:forming", circle_id)
    return render(request, "circles/decline_interest.html", {"interest": interest, "circle": interest.circle})
