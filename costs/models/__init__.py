from .budget import INDICATION_CENTS, Budget, BudgetLine, Share, Sponsor

__all__ = ["INDICATION_CENTS", "Budget", "BudgetLine", "Share", "Sponsor"]
