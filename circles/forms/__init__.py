from .agreement import SectionsForm, SignForm
from .circle import CircleForm, FoundForm
from .going import AskRoleForm, HandOverForm, LeaveForm, PauseForm, RemoveForm, SuccessorForm
from .invitation import InviteForm
from .joining import SeatForm
from .refusal import posted

__all__ = [
    "AskRoleForm",
    "CircleForm",
    "FoundForm",
    "HandOverForm",
    "InviteForm",
    "LeaveForm",
    "PauseForm",
    "RemoveForm",
    "SeatForm",
    "SectionsForm",
    "SignForm",
    "SuccessorForm",
    "posted",
]
