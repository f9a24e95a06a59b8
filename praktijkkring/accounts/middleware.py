"""What allauth's pages need around them, the second factor for who coordinates, and when a device was last used."""

import datetime
from ipaddress import ip_address

from allauth.account.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import auth, messages
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.forms import BaseForm
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from .second_factor import is_needed_by

# Where somebody can set up a passkey or leave; nothing else is open before that.
OPEN = ("account_", "mfa_", "usersessions_", "ui:", "privacy", "healthz")
STRONG = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
UNPROCESSABLE = 422
# What allauth calls it when a form comes too often; what comes too often from one place gets the page of 429.
TOO_OFTEN = ("too_many_login_attempts", "rate_limited")
TOO_MANY = 429
RETRY_AFTER = 300  # seconds
SEEN_AGAIN = datetime.timedelta(minutes=5)
AGENT = UserSession._meta.get_field("user_agent").max_length  # noqa: SLF001 - it is public by its documentation


class WhoAsks(AuthenticationMiddleware):
    """Django's own, but that who was read together with the session is not asked for again."""

    def process_request(self, request):
        super().process_request(request)
        request.user = SimpleLazyObject(lambda: _person(request))


def _person(request):
    if not hasattr(request, "_cached_user"):
        request._cached_user = request.session.whose() or auth.get_user(request)  # noqa: SLF001 - where Django keeps it
    return request._cached_user  # noqa: SLF001 - as above


class LastSeen:
    """Keeps the list of devices right without a query on every request: the line of this one came with the session.

    A log-in, a new address and every five minutes of use are written down.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated and request.session.session_key:
            now = timezone.now()
            if not _is_right(request, now):
                _write_down(request, now)
        return self.get_response(request)


def _is_right(request, now) -> bool:
    device = request.session.device
    if device is None or device.user_id != request.user.pk or now - device.last_seen_at >= SEEN_AGAIN:
        return False
    if device.ip == request.META.get("REMOTE_ADDR"):
        return True
    return ip_address(device.ip) == ip_address(get_adapter().get_client_ip(request))


def _write_down(request, now):
    """One row per session. Another process may have written it a minute ago: then it stays as it is."""
    agent = request.META.get("HTTP_USER_AGENT", "")[:AGENT]
    found = {"user": request.user, "ip": get_adapter().get_client_ip(request), "user_agent": agent}
    row = UserSession(session_key=request.session.session_key, **found, created_at=now, last_seen_at=now)
    mine = UserSession.objects.filter(session_key=row.session_key)
    if not mine.exclude(ip=row.ip, last_seen_at__gt=now - SEEN_AGAIN).update(**found, last_seen_at=now):
        UserSession.objects.bulk_create([row], ignore_conflicts=True)


class SecondFactorForCoordinators:
    """Who coordinates or administers sets up a passkey or an authenticator app before anything else.

    Only where settings.SECOND_FACTOR_REQUIRED, which is every production start.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        match = request.resolver_match
        if not settings.SECOND_FACTOR_REQUIRED or (match.view_name or "").startswith(OPEN):
            return None
        if not is_needed_by(request.user) or self._has_one(request.user):
            return None
        messages.info(
            request, _("You coordinate, so your log-in needs a passkey or an authenticator app. Set it up here first.")
        )
        return redirect("mfa_index")

    def _has_one(self, user):
        return Authenticator.objects.filter(user=user, type__in=STRONG).exists()


class WrongFormsSaySo:
    """allauth answers 200 to a form that is not right; we answer 422. And a label is enough, without placeholder.

    A form that comes too often is 429, and keeps what was typed.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_template_response(self, request, response):
        forms = [value for value in (response.context_data or {}).values() if isinstance(value, BaseForm)]
        for form in forms:
            for field in form.fields.values():
                field.widget.attrs.pop("placeholder", None)
        if request.method == "POST" and response.status_code == 200 and any(form.errors for form in forms):  # noqa: PLR2004
            response.status_code = UNPROCESSABLE
            for form in forms:
                form.came_too_often = _came_too_often(form)
                if form.came_too_often:
                    response.status_code, response.headers["Retry-After"] = TOO_MANY, str(RETRY_AFTER)
        return response


def _came_too_often(form) -> bool:
    """By the sentence: allauth hands some errors on without their code."""
    sentences = {str(get_adapter().error_messages[code]) for code in TOO_OFTEN}
    return not sentences.isdisjoint(error for errors in form.errors.values() for error in errors)
