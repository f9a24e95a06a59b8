"""Writing a method in the browser: its steps in order, one step, its properties, and a preview as each role."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from intervision.domain.own_method import ChangedMeanwhile, save_draft
from intervision.engine import Role
from intervision.library import drafts, kinds, preview
from intervision.library.access import draft_for
from intervision.library.differences import differences
from intervision.library.editing import StepForms
from intervision.library.faults import at_step, faults
from intervision.library.forms import FactsForm
from intervision.library.words import ROLES

MOVES = {
    "up": lambda method, place: drafts.move(method, place, -1),
    "down": lambda method, place: drafts.move(method, place, 1),
    "double": drafts.duplicate,
    "remove": drafts.remove,
}


@require_safe
def edit(request, key):
    """The steps of the draft, with everything that keeps it from being published."""
    return overview(request, draft_for(request.user, key))


def overview(request, standing, *, trouble=""):
    method, language = standing.draft, request.LANGUAGE_CODE
    found = faults(method)
    held = {
        request.GET.get("verzet"): request.GET.get("knop")
    }  # whoever moves by keyboard can press the same once more
    rows = [
        {"step": step, "held": held.get(step.key), "title": step.title.say(language), "faults": at_step(found, index), "first": not index,
         "last": index == len(method.steps) - 1, "ways": [(f"{step.key}.{way.key}", way.title.say(language)) for way in step.modules]}
        for index, step in enumerate(method.steps)
    ]  # fmt: skip
    context = {
        "standing": standing,
        "method": method,
        "name": method.name.say(language),
        "rows": rows,
        "faults": [fault.sentence for fault in found if fault.step is None],
        "ready": not found,
        "kinds": kinds.choices(),
        "revision": standing.own.revision,
        "trouble": trouble,
        "changes": differences(standing.method, method) if standing.own.method and standing.own.draft else [],
    }
    return render(request, "intervision/library/edit.html", context, status=409 if trouble else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def facts(request, key):
    """The method as a whole: name, when to choose it, for how many, how much trust."""
    standing = draft_for(request.user, key)
    back = reverse("intervision:method_edit", args=[key])
    given = request.POST if request.method == "POST" else None
    form = FactsForm(standing.draft, given, initial={"revision": standing.own.revision}, cancel=back)
    if form.is_valid() and _saved(form, standing, form.changed_method):
        messages.success(request, _("Saved in your draft."))
        return redirect(back)
    context = {"standing": standing, "form": form}
    return render(request, "intervision/library/facts.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def step(request, key, place):
    """One step, or one way of a step."""
    standing = draft_for(request.user, key)
    _there(standing, place)
    forms = StepForms(standing.draft, place, standing.own.revision, request.POST if request.method == "POST" else None)
    if forms.form.is_bound and forms.is_valid() and _saved(forms.form, standing, lambda: forms.changed):
        messages.success(request, _("Saved in your draft."))
        return redirect("intervision:method_edit", key)
    context = {"standing": standing, "forms": forms, "form": forms.form, "place": place}
    context["title"] = drafts.find(standing.draft, place).title.say(request.LANGUAGE_CODE)
    return render(request, "intervision/library/step.html", context, status=422 if request.method == "POST" else 200)


@require_POST
def step_do(request, key, place):
    """Up, down, double or remove."""
    standing = draft_for(request.user, key)
    _there(standing, place)
    move = MOVES.get(request.POST.get("do", ""))
    if move is None:
        raise Http404
    here, changed = place.partition(".")[0], move(standing.draft, place)
    if changed.steps and not drafts.find(changed, here):  # then to what stands in its place
        here = changed.steps[min(drafts.index_of(standing.draft, here), len(changed.steps) - 1)].key
    return _changed(request, standing, changed, here, pressed=request.POST["do"])


@require_POST
def add_step(request, key):
    """A new step of a well-known kind, at the end or after another one; or a new way for a step."""
    standing = draft_for(request.user, key)
    try:
        fresh = kinds.steps_of(request.POST.get("kind", ""))
    except KeyError as error:
        raise Http404 from error
    after, way_of = request.POST.get("after", ""), request.POST.get("way_of", "")
    if way_of:
        _there(standing, way_of)
        return _changed(request, standing, drafts.add_way(standing.draft, way_of, fresh[0]), way_of)
    method = drafts.add(standing.draft, fresh, after)
    place = drafts.index_of(method, after) + 1 if after and drafts.find(method, after) else len(standing.draft.steps)
    return _changed(request, standing, method, method.steps[place].key)


@require_safe
def preview_page(request, key):
    """One step as one role would see it."""
    standing = draft_for(request.user, key)
    method, language = standing.draft, request.LANGUAGE_CODE
    places = [
        place for step in method.steps for place in (step.key, *(f"{step.key}.{way.key}" for way in step.modules))
    ]
    place = request.GET.get("step", places[0] if places else "")
    role = request.GET.get("role", Role.BRINGER.value)
    if (places and place not in places) or role not in {one.value for one in ROLES}:
        raise Http404
    turned = request.GET.get("turned") == "1"
    context = {
        "standing": standing,
        "name": method.name.say(language),
        "places": [(one, _numbered(method, one, language)) for one in places],
        "place": place,
        "roles": [(one.value, word) for one, word in ROLES.items()],
        "role": role,
        "turned": turned,
        "two_faces": bool(places) and preview.has_two_faces(method, place),
        "screen": _screen(method, place, Role(role), language, turned=turned) if places else "",
    }
    return render(request, "intervision/library/preview.html", context)


def _screen(method, place, role, language, *, turned) -> str:
    """ "" for a step that the engine cannot carry out as long as it holds a fault."""
    try:
        return preview.screen_of(method, place, role, language=language, turned=turned)
    except (ValueError, LookupError):
        return ""


def _numbered(method, place, language) -> str:
    number, title = drafts.index_of(method, place) + 1, drafts.find(method, place).title.say(language)
    return f"{number}. {title}" if "." not in place else f"{number}: {title}"


def _there(standing, place) -> None:
    if drafts.find(standing.draft, place) is None:
        raise Http404


def seen_revision(request) -> int:
    """The revision of the page on which a button was pressed; 0 when it is no number."""
    given = request.POST.get("revision", "")
    return int(given) if given.isdecimal() and len(given) < 10 else 0  # noqa: PLR2004


def _changed(request, standing, method, anchor, *, pressed=""):
    """Save what a button did and go back to it; when somebody was first, say so and show what is now."""
    try:
        save_draft(by=standing, method=method, revision=seen_revision(request))
    except ChangedMeanwhile as refused:
        return overview(request, draft_for(request.user, standing.key), trouble=str(refused))
    # The button that was pressed gets the keyboard back; a browser would not give it where an address has a place in it.
    where = f"?verzet={anchor}&knop={pressed}" if pressed in {"up", "down"} else f"#stap-{anchor}"
    return redirect(reverse("intervision:method_edit", args=[standing.key]) + where)


def _saved(form, standing, method) -> bool:
    """When somebody was first, what was typed stays, and saving once more puts it over theirs, in this step alone."""
    try:
        save_draft(by=standing, method=method(), revision=form.cleaned_data["revision"])
    except ChangedMeanwhile as refused:
        form.data = form.data.copy()
        form.data["revision"] = standing.own.revision
        form.add_error(None, str(refused))
        return False
    return True
