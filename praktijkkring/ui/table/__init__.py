"""The round table: the one picture of the product, and it means the same everywhere."""

from .draw import draw
from .model import Seat, Table

__all__ = ["Seat", "Table", "draw"]
