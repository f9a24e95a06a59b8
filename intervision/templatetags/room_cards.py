"""A card on the table and its line in a list: the only pieces of a screen of which there may be hundreds.

Written out here, not in a template: that costs a tenth, and everybody waits for a step with all its cards.
"""

from functools import cache

from django import template
from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from praktijkkring.ui.icons import cup, icon
from praktijkkring.ui.templatetags.pk import face

register = template.Library()


@register.simple_tag
def room_card(card, css="", anchor="") -> SafeString:
    """``{% room_card card "now" %}``; ``anchor`` gives it a name by which it can be replaced."""
    return _card(card, _by, css, anchor) if card else SafeString()


@register.simple_tag
def room_cards(cards) -> SafeString:
    """All of them, one after the other."""
    by = cache(_by)  # there are more cards than people
    return mark_safe("".join(_card(card, by) for card in cards))  # noqa: S308 - as below


def _card(card, by, css="", anchor="") -> SafeString:
    name = f' id="choice-{card.id}"' if anchor else ""
    return mark_safe(  # noqa: S308 - what people wrote and are called is escaped, piece by piece
        f'<article{name} data-card="{card.id}" class="pk-index{css and " " + css}">'
        f'<header><span class="row-flex">{by(card.author, card.typed_by)}</span>{_mark(card)}</header>'
        f'<div class="body"><p class="q">{escape(card.text)}</p></div></article>'
    )


@register.simple_tag
def room_line(card, task) -> SafeString:
    """What was said of a card in one line. Who weighs has them in the order of weighing; who looks on has all of them."""
    where = ""
    if task.mine:
        where = ' data-first-in="pile"'
    elif task.left and card.id == task.work.focus:
        where = " hidden"
    not_yet = escape(_("not yet"))
    said = escape(card.label_name) if card.label_name else f'<span class="muted">{not_yet}</span>'
    sign = cup(card.cup) if card.cup else ""
    return mark_safe(  # noqa: S308 - as above
        f'<li id="line-{card.id}"{where}><span class="pile">{sign}{said}</span><span>{escape(card.text)}</span></li>'
    )


@register.simple_tag
def room_lines(cards, task) -> SafeString:
    """All of them, one after the other."""
    return mark_safe("".join(room_line(card, task) for card in cards))  # noqa: S308 - as above


def _by(author, typist) -> str:
    if author is None:
        return escape(_("A card"))
    head = face(author.initials, author.seat, "sm") if author.seat else ""
    area = f", {conditional_escape(author.area)}" if author.area else ""
    typed = ""
    if typist:
        words = escape(_("typed by %(name)s") % {"name": typist.first_name})
        typed = f' <span class="small muted">{words}</span>'
    return f"{head}<span>{escape(author.first_name)}{area}{typed}</span>"


def _mark(card) -> str:
    if card.cup:
        return f'<span class="row-flex">{cup(card.cup, "", "sm")}{escape(card.label_name)}</span>'
    if card.label:
        return f'<span class="badge">{escape(card.label_name)}</span>'
    chosen = escape(_("Chosen"))
    return f'<span class="badge ok">{icon("check")}{chosen}</span>' if card.item.picked else ""
