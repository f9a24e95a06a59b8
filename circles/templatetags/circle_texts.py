"""The text of an agreement as its sections, in templates."""

from django import template

from circles.sections import parse

register = template.Library()


@register.filter
def sections(text: str):
    """``{% for section in text|sections %}`` with ``title`` and ``paragraphs``."""
    return parse(text)
