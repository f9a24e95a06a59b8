from .circle import SEATS, SEATS_TO_START, Circle, Coordinator, Handover, RoleHolder
from .composing import ApplicantNote, Letter, PlannedSeat, Register, RegisterLimit, SameLine
from .ending import Ending
from .invitation import Interest, Invitation
from .membership import Agreement, AgreementDraft, Membership, Pause, Signature
from .people_list import PeopleList
from .place import Area, Organisation
from .profile import Profile, Registration
from .waiting import CircleMove, WaitingList, WaitingPlace
from .wish import InterestDraft, Proposal, Support

__all__ = [
    "SEATS",
    "SEATS_TO_START",
    "Agreement",
    "AgreementDraft",
    "ApplicantNote",
    "Area",
    "Circle",
    "CircleMove",
    "Coordinator",
    "Ending",
    "Handover",
    "Interest",
    "InterestDraft",
    "Invitation",
    "Letter",
    "Membership",
    "Organisation",
    "Pause",
    "PeopleList",
    "PlannedSeat",
    "Profile",
    "Proposal",
    "Register",
    "RegisterLimit",
    "Registration",
    "RoleHolder",
    "SameLine",
    "Signature",
    "Support",
    "WaitingList",
    "WaitingPlace",
]
