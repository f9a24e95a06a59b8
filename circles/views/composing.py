"""What the coordinator does at the table: chairs in pencil, notes, lines of management, registers."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from circles import access_composing as door
from circles import chairs
from circles.access import circle_for, interest_for
from circles.domain import pencil, remark
from circles.forms import posted
from circles.forms.composing import ChairForm, InvitePencilledForm, LineForm, NoteForm, RegistersForm
from circles.rights import require


@require_POST
def pencil_in(request, circle_id, interest_id):
    interest = interest_for(request.user, circle_id, interest_id)
    form = ChairForm(request.POST)
    if not form.is_valid():
        raise Http404
    seat, seen = form.cleaned_data["seat"], chairs.read_seen(form.cleaned_data["seen"])
    messages.success(request, pencil.pencil_in(by=request.user, interest=interest, seat=seat, seen=seen))
    return redirect("circles:forming", circle_id)


@require_POST
def rub_out(request, circle_id, interest_id):
    interest = interest_for(request.user, circle_id, interest_id)
    pencil.rub_out(by=request.user, interest=interest)
    messages.success(request, _("%(name)s is off the table.") % {"name": interest.user})
    return redirect("circles:forming", circle_id)


@require_POST
def invite_pencilled(request, circle_id):
    standing = circle_for(request.user, circle_id)
    require(standing, "circle.invite")
    form = InvitePencilledForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose from 1 to 60 days to answer."))
        return redirect("circles:forming", circle_id)
    seen = chairs.read_seen(form.cleaned_data["seen"])
    made = pencil.invite_pencilled(by=request.user, circle=standing.circle, seen=seen, days=form.cleaned_data["days"])
    sent = ngettext("%(count)s invitation is on its way.", "%(count)s invitations are on their way.", len(made))
    messages.success(request, sent % {"count": len(made)})
    return redirect("circles:forming", circle_id)


@require_http_methods(["GET", "HEAD", "POST"])
def notes(request, circle_id, interest_id):
    interest = interest_for(request.user, circle_id, interest_id)
    form = NoteForm(posted(request))
    if form.carry_out(lambda data: remark.note(by=request.user, interest=interest, **data)):
        messages.success(request, _("The note is kept."))
        return redirect("circles:notes", circle_id, interest_id)
    context = {"form": form, "interest": interest, "circle": interest.circle, "notes": door.notes_about(interest)}
    return render(request, "circles/_forming/notes.html", context, status=form.status)


@require_POST
def forget_note(request, circle_id, interest_id, note_id):
    interest = interest_for(request.user, circle_id, interest_id)
    remark.forget_note(by=request.user, interest=interest, note_id=note_id)
    messages.success(request, _("The note is gone."))
    return redirect("circles:notes", circle_id, interest_id)


@require_safe
def compare(request, circle_id):
    """To the two that were chosen in the lists."""
    standing = circle_for(request.user, circle_id)
    require(standing, "circle.form")
    two = door.two_of(standing.circle, request.GET.get("a", ""), request.GET.get("b", ""))["two"]
    return redirect("circles:compare_two", circle_id, two[0].pk, two[1].pk)


@require_safe
def compare_two(request, circle_id, first_id, second_id):
    standing = circle_for(request.user, circle_id)
    require(standing, "circle.form")
    context = door.two_of(standing.circle, str(first_id), str(second_id))
    return render(request, "circles/_forming/compare.html", {"circle": standing.circle, **context})


@require_http_methods(["GET", "HEAD", "POST"])
def line(request, circle_id):
    standing = circle_for(request.user, circle_id)
    require(standing, "circle.form")
    circle, back = standing.circle, reverse("circles:forming", args=[circle_id])
    chosen = {"one": request.GET.get("a"), "other": request.GET.get("b")}
    form = LineForm(posted(request), people=door.people_in(circle), cancel=back, initial=chosen)
    done = form.carry_out(lambda data: (remark.mark_line(by=request.user, circle=circle, **data), True))
    if done:
        messages.success(request, _("Kept. You see it as a warning at the table."))
        return redirect("circles:forming", circle_id)
    context = {"form": form, "circle": circle, "lines": door.lines_of(circle)}
    return render(request, "circles/_forming/line.html", context, status=form.status)


@require_http_methods(["GET", "HEAD", "POST"])
def registers(request, circle_id):
    standing = circle_for(request.user, circle_id)
    require(standing, "circle.form")
    circle, back = standing.circle, reverse("circles:forming", args=[circle_id])
    chosen = {"registers": door.registers_of(circle)}
    form = RegistersForm(posted(request), registers=door.all_registers(), cancel=back, initial=chosen)
    done = form.carry_out(
        lambda data: (remark.count_registers(by=request.user, circle=circle, registers=list(data["registers"])), True)
    )
    if done:
        messages.success(request, _("Kept."))
        return redirect("circles:forming", circle_id)
    context = {"form": form, "circle": circle, "limits": door.limits_now()}
    return render(request, "circles/_forming/registers.html", context, status=form.status)
