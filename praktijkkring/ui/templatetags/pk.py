"""Template tags of the product, built in everywhere. What they draw lives in ``praktijkkring/ui/``."""

from dataclasses import replace

from django import template
from django.conf import settings
from django.forms import Textarea
from django.urls import reverse
from django.utils.dateformat import time_format
from django.utils.html import format_html
from django.utils.translation import get_language

from praktijkkring.money.euro import format_euro
from praktijkkring.ui import icons, nav, ring, slots
from praktijkkring.ui.table import Table
from praktijkkring.ui.table import draw as draw_table

register = template.Library()


@register.simple_tag
def icon(name, label="", css=""):
    """``{% icon "pin" %}`` decoration beside words; ``{% icon "x" label=_("Close") %}`` speaks."""
    return icons.icon(name, str(label), css)


@register.simple_tag
def cup(warmth, label="", css=""):
    """``{% cup "warm" %}``: warm, lauw or koud."""
    return icons.cup(warmth, str(label), css)


@register.simple_tag
def face(person, area_index=None, size=""):
    """The initialled round of a person (User, membership, or the initials themselves); its name stands beside it.

    ``area_index`` is the seat number 1…10 and gives the colour; ``size`` is "", "sm" or "lg".
    """
    person = getattr(person, "user", person)
    initials = getattr(person, "initials", person)
    css = " ".join(filter(None, ("pk-face", size, f"pk-a{int(area_index)}" if area_index else "")))
    return format_html('<span class="{}" aria-hidden="true">{}</span>', css, initials)


@register.simple_tag(takes_context=True)
def slot(context, name, **given):
    """``{% slot "circle.aside" circle=circle %}``: what other apps show in this place."""
    return slots.render(name, context.get("request"), **given)


@register.simple_tag
def absolute_url(name, *args, **kwargs):
    """Like ``{% url %}``, with scheme and host, for mails and codes to scan."""
    return settings.PUBLIC_URL + reverse(name, args=args, kwargs=kwargs)


@register.simple_tag
def url_if_any(name):
    """The address of a page without arguments, or "" when there is no such page."""
    return nav.address_or_nothing(name)


@register.simple_tag(takes_context=True)
def head_links(context):
    return nav.head_links(context.get("request"))


@register.filter
def euro(cents, how=""):
    """Whole cents as an amount: 160617 → "€ 1.606,17"; ``|euro:"whole"`` leaves out ",00". Nothing for None."""
    return "" if cents is None else format_euro(cents, whole=how == "whole")


@register.filter(expects_localtime=True)
def clock(moment):
    """The hour as people write it here: "19.30" in Dutch, "19:30" elsewhere. Nothing for None."""
    return time_format(moment, "H.i" if get_language() == "nl" else "H:i") if moment else ""


@register.simple_tag
def pk_widget(field):
    """The field as a ``form-control``. A text that is too long is kept and refused in words, not cut off while pasting."""
    css = f"form-control {field.field.widget.attrs.get('class', '')}".strip()
    return field.as_widget(
        attrs={"class": css, "maxlength": False} if isinstance(field.field.widget, Textarea) else {"class": css}
    )


@register.simple_tag
def focus_id(field):
    """The id of the first control of a field, for the links in the error summary."""
    if field.use_fieldset and field.subwidgets:
        return field.subwidgets[0].id_for_label or field.auto_id
    return field.id_for_label or field.auto_id


@register.simple_tag
def round_table(table, **fields):
    """``{% round_table table %}`` with a ``Table``, or ``{% round_table seats variant="phone" … %}`` with its fields."""
    if fields:
        table = replace(table, **fields) if isinstance(table, Table) else Table(seats=list(table), **fields)
    return draw_table(table if isinstance(table, Table) else Table(seats=list(table)))


@register.simple_tag
def season_ring(stops, middle=None, alt=None):
    """``{% season_ring stops %}``: the meetings of a season (``ring.Stop``) on the ring of the year."""
    return ring.draw(list(stops), middle, alt)
