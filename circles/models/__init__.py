from .circle import SEATS, SEATS_TO_START, Circle, Coordinator
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
    "Interest",
    "Invitation",
    "Membership",
    "Organisation",
    "Signature",
]
