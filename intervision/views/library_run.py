"""The method of a meeting that is going on, on paper."""

from django.views.decorators.http import require_safe

from intervision.access import run_for
from intervision.ledger import method_of
from intervision.library.describe import Described
from intervision.paper.card import card_pdf
from intervision.views.library import pdf


@require_safe
def card(request, run_id):
    """With the minutes of the plan of this meeting."""
    standing = run_for(request.user, run_id)
    method, language = method_of(standing.run), request.LANGUAGE_CODE
    described = Described(method, language, len(standing.state.people), standing.state.plan)
    return pdf(card_pdf(described, planned=True), described.title)
