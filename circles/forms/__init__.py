from .circle import AgreementForm, CircleForm, FoundForm
from .going import HandOverForm, RemoveForm
from .invitation import InviteForm
from .joining import SeatForm, SignForm
from .refusal import posted

__all__ = [
    "AgreementForm",
    "CircleForm",
    "FoundForm",
    "HandOverForm",
    "InviteForm",
    "RemoveForm",
    "SeatForm",
    "SignForm",
    "posted",
]
