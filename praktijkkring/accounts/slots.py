"""What the accounts show in pages of others."""

from django.template.loader import render_to_string

from praktijkkring.ui.slots import register

from . import demo


def privacy_link(request, **given) -> str:
    return render_to_string("accounts/_foot.html", {}, request)


register("home.demo", demo.on_the_front_page)
register("page.foot", privacy_link)
