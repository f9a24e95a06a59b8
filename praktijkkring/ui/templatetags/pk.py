"""Template tags of the product, built in everywhere."""

from django import template

register = template.Library()
