from .budget import INDICATION_CENTS, Budget, BudgetLine, Sponsor
from .share import Change, Correction, Payment, Revision, Share

__all__ = [
    "INDICATION_CENTS",
    "Budget",
    "BudgetLine",
    "Change",
    "Correction",
    "Payment",
    "Revision",
    "Share",
    "Sponsor",
]
