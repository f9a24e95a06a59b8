"""What the pages about money need, put together from rows."""

from django.utils.translation import gettext as _

from praktijkkring.money.euro import format_euro

from .access import CostStanding
from .chart import bar, share_bars
from .forms import SPARE_ROWS, LinesFormSet, PlanForm
from .models import Budget
from .plan import to_divide
from .queries import counts, is_stale, lines, share_of, share_rows


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
    budget, counted = costs.budget, counts(costs.season)
    rows = lines(budget, counted)
    total = sum(row.cents for row in rows)
    sponsored = sum(sponsor.amount_cents for sponsor in budget.sponsors.all())
    shares = list(budget.shares.all())
    number = len(shares)
    lowest = min((share.cents for share in shares), default=0)
    context |= {
        "counts": counted,
        "lines": rows,
        "total": total,
        "sponsors": list(budget.sponsors.all()),
        "sponsored": sponsored,
        "divided": sum(share.cents for share in shares),
        "to_divide": to_divide(total, sponsored),
        "payers": number,
        "lowest": lowest,
        "spare": sum(share.cents for share in shares) - number * lowest,
        "below": max(0, budget.indication_cents - lowest),
        "above": max(0, lowest - budget.indication_cents),
        "indication_total": budget.indication_cents * number,
        "bar_alt": _("A plan of %(plan)s beside an indication of %(indication)s.")
        % {"plan": format_euro(total), "indication": format_euro(budget.indication_cents * number)},
        "bar": bar([(row.letter, row.cents) for row in rows], budget.indication_cents * number, sponsored),
        "mine": share_of(budget, costs.membership) if costs.membership else None,
        "stale": budget.locked_at is None and is_stale(budget),
        "per_area": budget.key == Budget.Key.AREA,
    }
    if costs.may("costs.see_all_shares"):
        all_rows = share_rows(budget)
        context["share_rows"] = list(zip(all_rows, share_bars(all_rows), strict=True))
        context["paid"] = sum(share.cents for share in shares if share.paid_at)
    return context


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
