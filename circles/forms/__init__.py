from .agreement import SectionsForm, SignForm
from .circle import CircleForm, FoundForm
from .going import AskRoleForm, HandOverForm, RemoveForm
from .invitation import InviteForm
from .joining import SeatForm
from .refusal import posted

__all__ = [
    "AskRoleForm",
    "CircleForm",
    "FoundForm",
    "HandOverForm",
    "InviteForm",
    "RemoveForm",
    "SeatForm",
    "SectionsForm",
    "SignForm",
    "posted",
]
