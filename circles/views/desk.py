"""The coordinator's desk: what waits in all circles, and reminders that are sent from it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from circles import desk_page
from circles.access import circle_for, must_have_a_desk, must_see_the_network
from circles.domain.remind_to_sign import remind_to_sign as remind
from circles.rights import require


@require_safe
def desk(request):
    """All circles of this coordinator, the most urgent first."""
    must_have_a_desk(request.user)
    return _page(request, network=False)


@require_safe
def network(request):
    """The same over all coordinators, for a network administrator: names, states and dates, no actions."""
    must_see_the_network(request.user)
    return _page(request, network=True)


@require_POST
def remind_to_sign(request, circle_id):
    standing = circle_for(request.user, circle_id)
    require(standing, "circle.agreement.change")
    count = remind(by=request.user, circle=standing.circle)
    sent = ngettext("%(count)s member gets a reminder to sign.", "%(count)s members get a reminder to sign.", count)
    messages.success(request, sent % {"count": count})
    return redirect("circles:desk")


def _page(request, *, network):
    asked = desk_page.Asked.of(request.GET)
    found = desk_page.page(request.user, asked, network=network)
    context = {"asked": asked, "found": found, "states": desk_page.STATES, "network": network}
    return render(request, "circles/desk.html", context)
