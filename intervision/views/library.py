"""The library: all methods, one method, its card on paper and its file."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from intervision.library import shelf, toml_file
from intervision.library.access import method_for
from intervision.library.choosing import choose
from intervision.library.describe import Described
from intervision.library.forms import ChooseForm
from intervision.paper.card import card_pdf


@require_safe
def library(request):
    """Every method, for who looks around and for who looks for one; and the methods this person can change."""
    form = ChooseForm(request.GET or None)
    own = shelf.own_methods(request.user)
    found = [*shelf.built_in(), *shelf.shelved(one for one in own if one.method)]
    wish = form.wish()
    context = {
        "form": form,
        "own": own,
        "put_away": shelf.put_away(request.user),
        "wish": wish,
        "choices": described(
            choose(found, wish) if form.asked else choose(shelf.built_in(), wish), request, wish.people
        ),
    }
    return render(request, "intervision/library/library.html", context, status=422 if form.errors else 200)


@require_safe
def method(request, key):
    """One method: what each step asks of whom, for whom it is and for whom not."""
    standing = method_for(request.user, key)
    if not standing.published:
        return render(request, "intervision/library/unpublished.html", {"standing": standing})
    context = {"standing": standing, "method": Described(standing.method, request.LANGUAGE_CODE)}
    return render(request, "intervision/library/method.html", context)


@require_safe
def card(request, key):
    """The method on paper."""
    described_one = Described(method_for(request.user, key).method, request.LANGUAGE_CODE)
    return pdf(card_pdf(described_one), described_one.title)


@require_safe
def file(request, key):
    """The method as a file, to keep or to read in elsewhere."""
    found = method_for(request.user, key).method
    response = HttpResponse(toml_file.write(found), content_type="application/toml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{slugify(found.name.say("nl")) or "methode"}.toml"'
    return response


def pdf(data: bytes, title: str) -> HttpResponse:
    """Shown by the browser, with a name for who saves it."""
    response = HttpResponse(data, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{slugify(title) or "methode"}.pdf"'
    return response


def described(found, request, people: int) -> list[dict]:
    """Choices with their methods in words."""
    language = request.LANGUAGE_CODE
    return [{"choice": one, "key": one.shelved.key, "method": Described(one.method, language, people)} for one in found]
