"""Rehearse a method alone. The rehearsal comes with the form and goes back with the answer; nothing is stored."""

import secrets

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from intervision.domain.act import now_ms
from intervision.engine import Method, Refusal
from intervision.errors import RefusedByEngine
from intervision.library.access import method_for
from intervision.methods import library
from intervision.rehearsal import acts, picture
from intervision.rehearsal.envelope import Spoiled, TooLong, seal, unseal
from intervision.rehearsal.stage import Stage
from praktijkkring.errors import Refused

SEEDS = 10_000


def _known(request):
    """Everybody with an account; in the demo everybody."""
    return request.user.is_authenticated or settings.DEMO


def _method(user, key: str) -> Method:
    """One that comes with the product, or one that this person may see in the library."""
    if user.is_authenticated:
        method = method_for(user, key).method
    else:
        method = next((one for one in library.all_methods() if one.key == key), None)
    if method is None:
        raise Http404
    return method


@login_not_required
@require_safe
def choose(request):
    """All methods, each with a way to rehearse it."""
    if not _known(request):
        return redirect_to_login(request.get_full_path())
    methods = [_named(method, request.LANGUAGE_CODE) for method in library.all_methods()]
    return render(request, "intervision/rehearsal/choose.html", {"methods": methods})


def _named(method: Method, language: str) -> dict:
    return {
        "key": method.key,
        "title": method.name.say(language),
        "summary": method.summary.say(language),
        "minutes": method.minutes,
        "steps": len(method.steps),
    }


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def rehearse(request, key):
    """The first screen; or, with the rehearsal in the form, what one thing does to it."""
    if not _known(request):
        return redirect_to_login(request.get_full_path())
    method = _method(request.user, key)
    if request.method == "POST":
        return _go_on(request, method)
    stage = Stage.open(
        method,
        seed=secrets.randbelow(SEEDS),
        language=request.LANGUAGE_CODE,
        real_ms=now_ms(),
        watch="meekijken" in request.GET,
    )
    context = {"r": picture.Frame(stage), "s": picture.screen(stage), "letters": seal(stage)}
    return render(request, "intervision/rehearsal/room.html", context)


def _go_on(request, method: Method) -> HttpResponse:
    try:
        before = unseal(method, request.POST.get("rehearsal", ""))
        after = acts.carry_out(before, request.POST, now_ms())
        redraw = request.POST.get("act") == "look"
        html = picture.whole(after, request) if redraw else picture.since(after, before.state, request)
    except Spoiled:
        return _words(_("This rehearsal cannot go on. Begin again."), 400)
    except TooLong:
        return _words(_("This rehearsal has become too long. Begin again."), 413)
    except Refusal as refusal:
        return _words(str(RefusedByEngine(refusal)), 422)
    except Refused as refused:
        return _words(str(refused), 422)
    return HttpResponse(html)


def _words(sentence: str, status: int) -> HttpResponse:
    return HttpResponse(sentence, content_type="text/plain; charset=utf-8", status=status)
