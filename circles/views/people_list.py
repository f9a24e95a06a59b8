"""A list of people: choose a file, look at it and mend it, then invite; and the list of the circle as a file."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from circles import access_composing as door
from circles.access import circle_for
from circles.domain import people_list
from circles.domain.people_out import KINDS, people_out
from circles.forms import posted
from circles.forms.people_list import FileForm, ReadInForm, VersionForm
from circles.people_lists.page import posted_people, shown
from circles.rights import require
from praktijkkring.errors import Refused


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request, circle_id):
    standing = circle_for(request.user, circle_id)
    require(standing, "circle.invite")
    circle = standing.circle
    form = FileForm(posted(request), request.FILES or None, cancel=reverse("circles:forming", args=[circle_id]))
    taken = form.carry_out(
        lambda d: people_list.take_in(by=request.user, circle=circle, data=d["file"].read(2_000_000))
    )
    if taken:
        return redirect("circles:people_list", circle_id, taken.pk)
    return render(request, "circles/_list/choose.html", {"form": form, "circle": circle}, status=form.status)


@require_http_methods(["GET", "HEAD", "POST"])
def look(request, circle_id, list_id):
    """The rows with their problems. Posting keeps the corrections, and invites when nothing was corrected."""
    found = door.people_list_for(request.user, circle_id, list_id)
    form = ReadInForm(posted(request))
    if request.method == "POST" and form.is_valid():
        done = form.carry_out(lambda data: _mend_or_read_in(request, found, data))
        if done:
            messages.success(request, _told(done))
            return redirect("circles:forming" if done is not True else "circles:people_list", *_back(done, found))
        found.refresh_from_db()
    context = {"form": form, "list": found, "circle": found.circle, **shown(found)}
    return render(request, "circles/_list/look.html", context, status=form.status)


@require_POST
def match(request, circle_id, list_id):
    """Say what is in which column."""
    found = door.people_list_for(request.user, circle_id, list_id)
    form = VersionForm(request.POST)
    if not form.is_valid():
        raise Http404
    fields = request.POST.getlist("column")
    people_list.match_columns(by=request.user, people_list=found, version=form.cleaned_data["version"], fields=fields)
    return redirect("circles:people_list", circle_id, list_id)


@require_POST
def forget(request, circle_id, list_id):
    found = door.people_list_for(request.user, circle_id, list_id)
    people_list.forget(by=request.user, people_list=found)
    messages.success(request, _("The list is forgotten. Nobody was invited."))
    return redirect("circles:forming", circle_id)


@require_POST
def out(request, circle_id):
    standing = circle_for(request.user, circle_id)
    require(standing, "circle.people_out")
    kind = request.POST.get("kind", "")
    if kind not in KINDS:
        raise Http404
    name, data = people_out(by=request.user, circle=standing.circle, kind=kind)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(data, content_type=KINDS[kind], headers=headers)


def _mend_or_read_in(request, found, data):
    version = data["version"]
    changed = people_list.correct(
        by=request.user, people_list=found, version=version, people=posted_people(request.POST, found)
    )
    if "invite" not in request.POST:
        return True
    if changed:
        raise Refused(_("You changed something. Look at the list once more, and then invite."))
    return people_list.read_in(
        by=request.user, people_list=found, version=version, rest_waits=data["rest_waits"], days=data["days"]
    )


def _told(done) -> str:
    if done is True:
        return _("Kept. Nobody is invited yet.")
    sent = ngettext("%(count)s invitation is on its way.", "%(count)s invitations are on their way.", done.invited)
    said = [sent % {"count": done.invited}]
    if done.waiting:
        waits = ngettext("%(n)s person is on the waiting list.", "%(n)s people are on the waiting list.", done.waiting)
        said.append(waits % {"n": done.waiting})
    return " ".join(said)


def _back(done, found) -> list:
    return [found.circle_id, found.pk] if done is True else [found.circle_id]
