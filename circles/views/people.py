"""Who people are at work, and the organisations they work for."""

from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from circles import places
from circles.access import circle_for
from circles.access_people import member_of, organisation_for, organisations_of, profile_of, seats_of
from circles.domain.places import describe
from circles.domain.places import merge as merge_organisations
from circles.domain.profile import keep_profile, registrations_of
from circles.forms.people import MergeForm, OrganisationForm, ProfileForm
from circles.forms.refusal import posted
from circles.rights import require
from praktijkkring.audit.queries import trail

CHANGE = ["GET", "HEAD", "POST"]


@require_http_methods(CHANGE)
def profile(request):
    """My own, and who sees what of it."""
    seats = seats_of(request.user)
    form = ProfileForm(
        posted(request),
        initial=profile_of(request.user, seats),
        registrations=registrations_of(request.user),
        has_seat=bool(seats),
    )
    if form.carry_out(lambda data: keep_profile(by=request.user, **data)):
        messages.success(request, _("Saved."))
        return redirect("circles:profile")
    context = {"form": form, "seats": seats, "areas": places.listed_areas(), "registers": places.registers()}
    return render(request, "circles/profile.html", context, status=form.status)


@require_safe
def person(request, circle_id, membership_id):
    """Somebody at my table: what they tell about themselves."""
    standing = circle_for(request.user, circle_id)
    require(standing, "circle.people")
    context = {"circle": standing.circle, "member": member_of(standing.circle, membership_id)}
    return render(request, "circles/person.html", context)


@require_safe
def organisation_names(request):
    """Suggestions while somebody types: at most eight names."""
    return JsonResponse({"names": places.matching_organisations(request.GET.get("q", "")[:160])})


@require_safe
def organisations(request):
    """Those whose data I may keep: of my circles, or all for a network administrator."""
    found = organisations_of(request.user)
    if found is None:
        raise Http404
    wanted = request.GET.get("q", "").strip()[:80]
    shown, more = places.searched(found, wanted)
    return render(request, "circles/organisations.html", {"organisations": shown, "more": more, "wanted": wanted})


@require_http_methods(CHANGE)
def organisation(request, organisation_id):
    found = organisation_for(request.user, organisation_id)
    back = reverse("circles:organisations")
    form = OrganisationForm(posted(request), instance=found, cancel=back)
    if form.carry_out(lambda data: describe(by=request.user, organisation=found, **data)):
        messages.success(request, _("Saved."))
        return redirect(back)
    context = {"form": form, "organisation": found, "lines": trail(f"organisation:{found.pk}", limit=20)}
    return render(request, "circles/organisation.html", context, status=form.status)


@require_http_methods(CHANGE)
def merge(request, organisation_id):
    """Two spellings of one organisation become one; for network administrators."""
    found = organisation_for(request.user, organisation_id)
    if not request.user.is_staff:
        raise Http404
    back = reverse("circles:organisation", args=[found.pk])
    form = MergeForm(posted(request), organisation=found, cancel=back)
    if into := form.carry_out(lambda data: merge_organisations(by=request.user, organisation=found, **data)):
        messages.success(request, _("They are one now."))
        return redirect("circles:organisation", into.pk)
    context = {"form": form, "organisation": found}
    return render(request, "circles/organisation_merge.html", context, status=form.status)
