"""Template tags about people: ``{% load people %}``."""

from django import template
from django.urls import reverse

from praktijkkring.accounts.devices import in_words
from praktijkkring.audit import queries
from praktijkkring.outbox import local

register = template.Library()


@register.inclusion_tag("audit/_trail.html")
def trail(scope, limit=50):
    """``{% trail "circle:12" 20 %}``: what was done there, newest first."""
    return {"lines": queries.trail(scope, limit)}


@register.filter
def device(user_agent):
    """'Firefox, Linux' for what a browser says about itself."""
    return in_words(user_agent)


@register.simple_tag
def local_post(request):
    """The address of the local post page for who sits at this machine, else ""."""
    return reverse("outbox:post") if request and local.is_here() and local.is_at_the_machine(request) else ""
