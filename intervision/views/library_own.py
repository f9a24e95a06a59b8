"""Own methods as a whole: copy, read from a file, publish, drop, put away, versions."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from intervision.domain import own_method
from intervision.library import shelf
from intervision.library.access import draft_for, method_for
from intervision.library.forms import FileForm, ForWhomForm
from intervision.library.history import history
from intervision.views.library_edit import overview, seen_revision
from praktijkkring.errors import Refused


@require_http_methods(["GET", "HEAD", "POST"])
def copy(request, key):
    """Make an own version: for a circle, or for oneself."""
    standing = method_for(request.user, key)
    given = request.POST if request.method == "POST" else None
    form = ForWhomForm(
        given, circles=shelf.circles_to_write_for(request.user), cancel=reverse("intervision:method", args=[key])
    )
    if form.is_valid() and (made := _made(form, lambda: own_method.copy_method(by=standing, circle=form.circle))):
        messages.success(request, _("This is your own version. Nobody else sees it until you publish it."))
        return redirect("intervision:method_edit", made.key)
    context = {"form": form, "name": standing.newest.name.say(request.LANGUAGE_CODE), "key": key}
    return render(request, "intervision/library/copy.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def read_in(request):
    """A method from a file."""
    circles, back = shelf.circles_to_write_for(request.user), reverse("intervision:library")
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    form = FileForm(*given, circles=circles, submit=_("Read it in"), cancel=back)
    if form.is_valid():
        method = form.cleaned_data["file"]
        if made := _made(form, lambda: own_method.read_in(by=request.user, method=method, circle=form.circle)):
            messages.success(request, _("The method is read. Look it over and publish it."))
            return redirect("intervision:method_edit", made.key)
    return render(request, "intervision/library/read_in.html", {"form": form}, status=422 if form.is_bound else 200)


@require_POST
def publish(request, key):
    """The draft becomes the next version; with faults it stays a draft, and they stand with their steps."""
    standing = draft_for(request.user, key)
    try:
        version = own_method.publish_method(by=standing, revision=seen_revision(request))
    except Refused as refused:
        return overview(request, standing, trouble=str(refused))
    messages.success(request, _("Version %(number)d can be used now.") % {"number": version.number})
    return redirect("intervision:method", key)


@require_POST
def drop(request, key):
    """Throw the draft away."""
    still_there = own_method.drop_draft(by=draft_for(request.user, key))
    messages.success(request, _("The changes are gone.") if still_there else _("The method is gone."))
    return redirect("intervision:method", key) if still_there else redirect("intervision:library")


@require_POST
def archive(request, key):
    """Put it away, or bring it back."""
    away = request.POST.get("away") != "0"
    own_method.put_away(by=draft_for(request.user, key), away=away)
    messages.success(request, _("It is put away.") if away else _("It can be chosen again."))
    return redirect("intervision:library")


@require_safe
def versions(request, key):
    """Every version with who, when and what changed."""
    standing = method_for(request.user, key)
    context = {"standing": standing, "versions": history(standing)}
    return render(request, "intervision/library/versions.html", context)


def _made(form, make):
    """What ``make`` gives; None with the reason in the form when the rules say no."""
    try:
        return make()
    except Refused as refused:
        form.add_error(None, str(refused))
        return None
