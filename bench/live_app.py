"""The product with one more kind of room, that lets in everybody who is logged in."""

from praktijkkring.asgi import application
from praktijkkring.live import doors

from .stored import Stored

__all__ = ["application"]

stored = Stored()

doors.register(
    "bench",
    lambda user, number: doors.Admission("member", stored.version(number)),
    lambda numbers: {number: stored.version(number) for number in numbers},
)
