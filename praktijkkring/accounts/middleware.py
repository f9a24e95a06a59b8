"""What allauth's pages need around them, and the second factor for who coordinates."""

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.forms import BaseForm
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from .second_factor import is_needed_by

# Where somebody can set up a passkey or leave; nothing else is open before that.
OPEN = ("account_", "mfa_", "usersessions_", "ui:", "privacy", "healthz")
STRONG = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
UNPROCESSABLE = 422


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
    """allauth answers 200 to a form that is not right; we answer 422. And a label is enough, without placeholder."""

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
        return response
