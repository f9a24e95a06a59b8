"""The local page with the post. Everywhere but at this machine, in demo or debug, it does not exist."""

from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from . import local

# A mail brings its own style and nothing else; whatever else is in it does nothing.
CSP_OF_A_MAIL = "default-src 'none'; style-src 'unsafe-inline'; sandbox allow-popups allow-popups-to-escape-sandbox"


def only_at_the_machine(view):
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not (local.is_here() and local.is_at_the_machine(request)):
            raise Http404
        response = view(request, *args, **kwargs)
        response.headers["Cache-Control"] = "no-store"
        return response

    return login_not_required(require_safe(guarded))


@only_at_the_machine
def post(request):
    return render(request, "outbox/post.html", {"letters": local.letters()})


@only_at_the_machine
def letter(request, letter_id):
    return render(request, "outbox/letter.html", {"letter": _found(letter_id)})


@only_at_the_machine
def letter_as_sent(request, letter_id):
    return HttpResponse(_found(letter_id).html, headers={"Content-Security-Policy": CSP_OF_A_MAIL})


def _found(letter_id):
    found = local.letter(letter_id)
    if found is None:
        raise Http404
    return found
