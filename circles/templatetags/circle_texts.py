"""Texts of circles in templates: the sections of an agreement, an amount that stays on one line."""

from django import template

from circles.sections import parse

register = template.Library()


@register.filter
def sections(text: str):
    """``{% for section in text|sections %}`` with ``title`` and ``paragraphs``."""
    return parse(text)


@register.filter
def amount(text: str) -> str:
    """The sign of the euro stays with its number, also on a narrow screen."""
    return text.replace("€ ", "€\xa0")
