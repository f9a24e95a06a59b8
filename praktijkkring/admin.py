"""What the administration shows of the platform: nothing that somebody wrote."""

from django.contrib import admin

from praktijkkring.live.publish import kick

from .models import AuditEntry, Message, User, VaultKey


class ReadOnly(admin.ModelAdmin):
    """To look at."""

    show_full_result_count = False

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    """People: who may found circles, who is shut out. Nobody is made or deleted here."""

    list_display = ("name", "email", "is_coordinator", "is_staff", "is_active", "joined_at")
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


@admin.register(AuditEntry)
class AuditAdmin(ReadOnly):
    list_display = ("at", "scope", "action", "by")
    list_filter = ("action",)
    list_select_related = ("by",)


@admin.register(Message)
class MessageAdmin(ReadOnly):
    """What was sent, when, and what went wrong. The text of a mail is not kept."""

    list_display = ("created_at", "kind", "state", "attempts", "due_at", "sent_at", "last_error")
    list_filter = ("state", "kind")
    fields = ("key", "kind", "state", "attempts", "created_at", "due_at", "claimed_at", "sent_at", "last_error")


@admin.register(VaultKey)
class VaultKeyAdmin(ReadOnly):
    list_display = ("scope", "root", "created_at", "destroyed_at")
    fields = ("scope", "root", "created_at", "destroyed_at")
