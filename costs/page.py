"""What the pages about money need, put together from rows."""

from django.utils.translation import gettext as _

from praktijkkring.money.euro import format_euro

from .access import CostStanding
from .chart import bar, share_bars
from .following import Proposal, proposal
from .forms import SPARE_ROWS, LinesFormSet, PlanForm
from .models import Budget, Change
from .plan import Counts, to_divide
from .queries import counted_for, is_stale, lines, share_of, share_rows


def costs_page(costs: CostStanding) -> dict:
    """The whole page: plan beside the indication, my share, and for who may see them everybody's shares."""
    context = {
        "costs": costs,
        "circle": costs.circle,
        "season": costs.season,
        "budget": costs.budget,
        "may_change": costs.may("costs.change"),
    }
    if costs.budget is None:
        return context
    counted = counted_for(costs.budget)
    context |= _plan(costs, counted) | _shares(costs, counted)
    if costs.may("costs.see_all_shares"):
        rows = share_rows(costs.budget)
        context["share_rows"] = list(zip(rows, share_bars(rows), strict=True))
        context["paid"] = sum(row.share.paid_cents for row in rows)
    waiting = waiting_for(costs)
    context["proposal"] = waiting
    context["becomes"] = waiting and costs.membership and waiting.of(context["mine"], costs.membership)
    return context


def waiting_for(costs: CostStanding) -> Proposal | None:
    """The new division that waits to be applied. Asks nothing more while nobody came or went since the fixing."""
    return proposal(costs.budget) if costs.budget and costs.budget.moved else None


def _plan(costs: CostStanding, counted: Counts) -> dict:
    """The rows of the plan, and the bar that stands beside the indication."""
    budget = costs.budget
    rows = lines(budget, counted)
    total = sum(row.cents for row in rows)
    sponsors = list(budget.sponsors.all())
    sponsored = sum(sponsor.amount_cents for sponsor in sponsors)
    indication = budget.indication_cents * sum(1 for share in budget.shares.all() if share.revision_id is None)
    return {
        "lines": rows,
        "counted": counted if budget.locked_at else None,
        "total": total,
        "sponsors": sponsors,
        "sponsored": sponsored,
        "to_divide": to_divide(total, sponsored),
        "indication_total": indication,
        "bar": bar([(row.letter, row.cents) for row in rows], indication, sponsored),
        "bar_alt": _("A plan of %(plan)s beside an indication of %(indication)s.")
        % {"plan": format_euro(total), "indication": format_euro(indication)},
    }


def _shares(costs: CostStanding, counted: Counts) -> dict:
    """What each payer carries, and mine."""
    budget = costs.budget
    shares = budget.shares.all()
    partly = _partly(budget)
    whole = [share.owed_cents for share in shares if share.pk not in partly] or [share.owed_cents for share in shares]
    lowest = min(whole, default=0)
    mine = share_of(budget, costs.membership) if costs.membership else None
    return {
        "divided": sum(share.owed_cents for share in shares),
        "payers": len(shares),
        "uneven": bool(partly),
        "lowest": lowest,
        "spare": sum(whole) - len(whole) * lowest,
        "below": max(0, budget.indication_cents - lowest),
        "above": max(0, lowest - budget.indication_cents),
        "mine": mine,
        "moved": bool(mine and mine.area_id and budget.locked_at and costs.membership.area_id != mine.area_id),
        "stale": budget.locked_at is None and is_stale(budget, counted),
        "per_area": budget.key == Budget.Key.AREA,
    }


def _partly(budget: Budget) -> set[int]:
    """The shares that are not for the whole season, because somebody came later or left."""
    if not budget.moved:
        return set()
    return set(Change.objects.filter(revision__budget=budget).values_list("share_id", flat=True))


def plan_forms(costs: CostStanding, data=None, *, more: bool = False) -> tuple[PlanForm, LinesFormSet]:
    """The form and its rows: filled from the stored plan, or from what was typed plus more empty rows."""
    if more:
        return _with_more_rows(data)
    budget = costs.budget
    sponsor = next(iter(budget.sponsors.all()), None) if budget else None
    form = PlanForm(
        initial={
            "key": budget.key if budget else Budget.Key.MEMBER,
            "sponsor_name": sponsor.name if sponsor else "",
            "sponsor_cents": sponsor.amount_cents if sponsor else None,
        }
    )
    stored = budget.lines.all() if budget else []
    initial = [{"label": line.label, "basis": line.basis, "amount_cents": line.amount_cents} for line in stored]
    return form, LinesFormSet(initial=initial, prefix="lines")


def _with_more_rows(data) -> tuple[PlanForm, LinesFormSet]:
    typed = data.copy()
    try:
        shown = int(typed.get("lines-TOTAL_FORMS", 0))
    except ValueError:
        shown = 0
    typed["lines-TOTAL_FORMS"] = str(min(shown + SPARE_ROWS, LinesFormSet.max_num))
    typed.setdefault("lines-INITIAL_FORMS", "0")
    return PlanForm(typed), LinesFormSet(typed, prefix="lines")
