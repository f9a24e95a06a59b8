"""The pages of a person's own account."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from praktijkkring.errors import Refused
from praktijkkring.live.publish import kick

from . import demo as demo_people
from .change import change_own
from .erase import erase as erase_account
from .export import export as export_data
from .export import parts
from .forms import AccountForm, EraseForm
from .fresh import is_fresh


@require_http_methods(["GET", "HEAD", "POST"])
def account(request):
    """Name, language and time zone."""
    known = {name: getattr(request.user, name) for name in ("name", "language", "time_zone")}
    form = AccountForm(request.POST or None, initial=known)
    if form.is_valid():
        change_own(by=request.user, **form.cleaned_data)
        with translation.override(form.cleaned_data["language"]):
            messages.success(request, _("Saved."))
        return redirect("accounts:account")
    return render(request, "accounts/account.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
def data(request):
    """What we keep about you, to take along or to erase."""
    return render(request, "accounts/data.html", {"parts": parts()})


@require_POST
def export(request):
    """The file, shortly after a log-in; else one logs in again first, because content is in it."""
    if not is_fresh(request):
        kick(user_id=request.user.pk)
        logout(request)
        messages.info(request, _("Log in again first: what you wrote is in that file."))
        return redirect_to_login(reverse("accounts:data"))
    packed = export_data(by=request.user)
    name = f"praktijkkring-{timezone.localdate():%Y-%m-%d}.zip"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(packed, content_type="application/zip", headers=headers)


@require_http_methods(["GET", "HEAD", "POST"])
def erase(request):
    """Asks once more, then forgets the person who asks."""
    form = EraseForm(request.POST or None, user=request.user)
    if form.is_valid():
        try:
            erase_account(user=request.user, by=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            logout(request)
            messages.success(request, _("Your account is erased. Thank you for having been here."))
            return redirect("home")
    return render(request, "accounts/erase.html", {"form": form}, status=422 if form.errors else 200)


@login_not_required
@require_safe
def privacy(request):
    """What happens with what you entrust to us, readable in a minute."""
    return render(request, "accounts/privacy.html")


@login_not_required
@require_POST
def demo_login(request, slug):
    """Become one of the people of the demo. Outside the demo this address does not exist."""
    user = demo_people.account_of(slug)
    if not settings.DEMO or user is None:
        raise Http404
    if request.user.is_authenticated:
        kick(user_id=request.user.pk)
        logout(request)
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return redirect("home")
