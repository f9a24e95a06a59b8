from .circle import AgreementForm, CircleForm, FoundForm
from .going import HandOverForm, RemoveForm
from .invitation import InviteForm
from .joining import InterestForm, SeatForm, SignForm
from .refusal import posted

__all__ = [
    "AgreementForm",
    "CircleForm",
    "FoundForm",
    "HandOverForm",
    "InterestForm",
    "InviteForm",
    "RemoveForm",
    "SeatForm",
    "SignForm",
    "posted",
]
