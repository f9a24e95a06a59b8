"""What the money part puts on pages of other apps."""

from django.template.loader import render_to_string

from circles.access import circle_for
from praktijkkring.ui import slots

from .access import budget_on, current_costs
from .following import if_they_joined, if_they_left, share_of_seat
from .models import Budget
from .page import waiting_for
from .queries import share_of


def circle_costs(request, standing, **given) -> str:
    """My share, or for the coordinator the way to the plan, on the page of the circle."""
    costs = current_costs(standing)
    if costs is None or (costs.budget is None and not costs.may("costs.change")):
        return ""
    mine = share_of(costs.budget, costs.membership) if costs.budget and costs.membership else None
    changes = costs.may("costs.change")
    context = {"costs": costs, "mine": mine, "budget": costs.budget, "behind": waiting_for(costs) if changes else None}
    return render_to_string("costs/_circle.html", context, request=request)


def leaving(request, circle, **given) -> str:
    """What the own share becomes when this person gives up the seat now; nothing before the division is fixed."""
    costs = current_costs(circle_for(request.user, circle.pk))
    if costs is None or costs.membership is None:
        return ""
    amounts = if_they_left(costs.budget, costs.membership)
    return render_to_string("costs/_leaving.html", amounts, request=request) if amounts else ""


def removing(request, circle, member, **given) -> str:
    """For who coordinates: what happens to the share of somebody who is taken out of the circle now."""
    costs = current_costs(circle_for(request.user, circle.pk))
    if costs is None or not costs.may("costs.see_all_shares"):
        return ""
    amounts = if_they_left(costs.budget, member)
    return render_to_string("costs/_removing.html", amounts | {"member": member}, request=request) if amounts else ""


def joining(request, circle, invitation, **given) -> str:
    """For who is invited: the share that comes with this seat; nothing before the division is fixed."""
    budget = budget_on(circle)
    share = share_of_seat(budget, invitation.replaces) if invitation.replaces else None
    amount = None if share else if_they_joined(budget, request.user)
    if share is None and amount is None:
        return ""
    context = {"share": share, "amount": amount, "per_area": budget.key == Budget.Key.AREA}
    return render_to_string("costs/_joining.html", context, request=request)


slots.register("circle.costs", circle_costs)
slots.register("circle.leaving", leaving)
slots.register("circle.removing", removing)
slots.register("circle.joining", joining)
