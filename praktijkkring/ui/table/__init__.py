"""The round table: the one picture of the product, and it means the same everywhere."""

from .draw import draw, draw_cards
from .model import Seat, Table

__all__ = ["Seat", "Table", "draw", "draw_cards"]
