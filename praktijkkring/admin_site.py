"""The administration itself: one log-in for the whole product, and only models that we chose to show."""

from django.apps import apps
from django.contrib.admin import AdminSite
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _

# Django's administration says these and has no Dutch for them; our catalogue has.
SAID_BY_DJANGO = (_("Model name"), _("Add link"), _("Change or view list link"))
OURS = {"praktijkkring", "circles", "sessions_app", "intervision", "costs"}


class Administration(AdminSite):
    """Mostly to look at. Coming in, going out and a new password have one place in the product, and it is not here.

    Models of others do not come in, whoever registers them: with somebody's log-in addresses or passkeys an
    administrator could become that person and read along.
    """

    site_header = site_title = "Praktijkkring"
    index_title = _("Administration")

    def register(self, model_or_iterable, admin_class=None, **options):
        models = model_or_iterable if isinstance(model_or_iterable, list | tuple) else [model_or_iterable]
        ours = [model for model in models if apps.get_containing_app_config(model.__module__).label in OURS]
        super().register(ours, admin_class, **options)

    @method_decorator(login_not_required)
    def login(self, request, extra_context=None):
        """To the one log-in. Who has logged in and is no administrator finds nothing here."""
        if request.user.is_authenticated:
            raise Http404
        return redirect_to_login(request.GET.get("next") or request.get_full_path())

    def logout(self, request, extra_context=None):
        return redirect("account_logout")

    def password_change(self, request, extra_context=None):
        return redirect("account_change_password")

    password_change_done = password_change
