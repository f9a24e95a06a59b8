"""Every kind of mail, to look at: for network administrators, and for everybody in the demo."""

from functools import wraps

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from . import samples as invented
from .views import CSP_OF_A_MAIL


def for_staff_or_the_demo(view):
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not (settings.DEMO or (request.user.is_active and getattr(request.user, "is_staff", False))):
            raise Http404
        return view(request, *args, **kwargs)

    return login_not_required(require_safe(guarded))


@for_staff_or_the_demo
def samples(request):
    return render(request, "outbox/samples.html", {"parts": invented.by_part(get_language())})


@for_staff_or_the_demo
def sample(request, kind, language):
    return render(request, "outbox/sample.html", {"sample": _found(kind, language)})


@for_staff_or_the_demo
def sample_as_sent(request, kind, language):
    return HttpResponse(_found(kind, language).html, headers={"Content-Security-Policy": CSP_OF_A_MAIL})


def _found(kind, language):
    try:
        return invented.sample(kind, language)
    except LookupError:
        raise Http404 from None
