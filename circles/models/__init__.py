from .circle import SEATS, SEATS_TO_START, Circle, Coordinator, Handover
from .invitation import Interest, Invitation
from .membership import Agreement, Membership, Signature
from .place import Area, Organisation

__all__ = [
    "SEATS",
    "SEATS_TO_START",
    "Agreement",
    "Area",
    "Circle",
    "Coordinator",
    "Handover",
    "Interest",
    "Invitation",
    "Membership",
    "Organisation",
    "Signature",
]
