"""What the administration shows of the platform: nothing that somebody wrote."""

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from praktijkkring.audit.actions import sentence
from praktijkkring.audit.queries import people_in
from praktijkkring.live.publish import kick

from .models import AuditEntry, Message, User, VaultKey

YES_NO = {True: _("yes"), False: _("no"), None: "–"}
WHOSE = {"circle": _("circle"), "account": _("account"), "person": _("person")}


def whose(scope: str) -> str:
    """``circle:12`` as people say it."""
    kind, _colon, number = scope.partition(":")
    return f"{WHOSE.get(kind, kind)} {number}"


def yes_no(model, field: str):
    """A column that says yes or no in words, not in a picture whose text is English."""

    @admin.display(description=model._meta.get_field(field).verbose_name, ordering=field)  # noqa: SLF001 - Django's own way to a field
    def said(row):
        return YES_NO[getattr(row, field)]

    return said


class Ours(admin.ModelAdmin):
    """Headings and the history call a model and its fields by the names people know."""

    show_full_result_count = False

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(
            request, {"title": capfirst(self.opts.verbose_name_plural), **(extra_context or {})}
        )

    def construct_change_message(self, request, form, formsets, add=False):
        """Stores the names of the fields as they stand in the catalogue, so that the history can be translated."""
        with override(None):
            names = [str(self.opts.get_field(name).verbose_name) for name in form.changed_data]
        return [{"changed": {"fields": names}}] if names else []


class ReadOnly(Ours):
    """To look at."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(User)
class UserAdmin(Ours):
    """People: who may found circles, who is shut out. Nobody is made or deleted here."""

    list_display = (
        "name",
        "email",
        yes_no(User, "is_coordinator"),
        yes_no(User, "is_staff"),
        yes_no(User, "is_active"),
        "joined_at",
    )
    list_filter = ("is_coordinator", "is_staff", "is_active")
    search_fields = ("name", "email")
    fields = ("name", "email", "language", "time_zone", "is_coordinator", "is_staff", "is_active", "joined_at")
    readonly_fields = ("email", "joined_at")

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, obj, form, change):
        """Who is shut out follows nothing live any more."""
        super().save_model(request, obj, form, change)
        if "is_active" in form.changed_data:
            kick(user_id=obj.pk)

    def get_readonly_fields(self, request, obj=None):
        """Only a superuser makes administrators."""
        return self.readonly_fields if request.user.is_superuser else (*self.readonly_fields, "is_staff")


class Trail(ChangeList):
    """A page of the trail: whom its sentences name is fetched at once."""

    def get_results(self, request):
        super().get_results(request)
        self.result_list = list(self.result_list)
        people = people_in(self.result_list)
        for entry in self.result_list:
            entry.people = people


@admin.register(AuditEntry)
class AuditAdmin(ReadOnly):
    """What was done, in the sentences that the circles read themselves."""

    list_display = ("at", "said", "trail_of")
    list_filter = ("automatic", "at")
    search_fields = ("scope",)
    list_select_related = ("by",)
    fields = ("at", "said", "by", yes_no(AuditEntry, "automatic"), "trail_of")

    def get_changelist(self, request, **kwargs):
        return Trail

    @admin.display(description=_("what was done"))
    def said(self, entry):
        return sentence(entry, entry.people if hasattr(entry, "people") else people_in([entry]))

    @admin.display(description=_("trail of"), ordering="scope")
    def trail_of(self, entry):
        return whose(entry.scope)


@admin.register(Message)
class MessageAdmin(ReadOnly):
    """What was sent, when, and what went wrong. The text of a mail is not kept."""

    list_display = ("created_at", "kind", "state", "attempts", "due_at", "sent_at", "last_error")
    list_filter = ("state", "kind")
    fields = ("key", "kind", "state", "attempts", "created_at", "due_at", "claimed_at", "sent_at", "last_error")


@admin.register(VaultKey)
class VaultKeyAdmin(ReadOnly):
    list_display = fields = ("key_of", "root", "created_at", "destroyed_at")

    @admin.display(description=_("key of"), ordering="scope")
    def key_of(self, key):
        return whose(key.scope)
