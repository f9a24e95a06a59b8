from .entry import OwnEntry
from .feed import CalendarFeed
from .guest import GuestPass
from .meeting import Attendance, Meeting
from .poll import Poll, PollAnswer, ProposedDate
from .question import Question
from .season import FEWEST_MEETINGS, MOST_MEETINGS, Season
from .staying import Stay

__all__ = [
    "FEWEST_MEETINGS",
    "MOST_MEETINGS",
    "Attendance",
    "CalendarFeed",
    "GuestPass",
    "Meeting",
    "OwnEntry",
    "Poll",
    "PollAnswer",
    "ProposedDate",
    "Question",
    "Season",
    "Stay",
]
