"""Circles for who keeps the network: names, areas and dates. What applicants wrote is not here."""

from django.contrib import admin

from praktijkkring.admin import ReadOnly, yes_no

from .models import Area, Circle, Membership, Organisation, Register, RegisterLimit


class ForTheNetwork(ReadOnly):
    """Every network administrator may look; the verbs of the domain change things."""

    def has_module_permission(self, request):
        return request.user.is_active and request.user.is_staff

    def has_view_permission(self, request, obj=None):
        return request.user.is_active and request.user.is_staff


class Corrected(ForTheNetwork):
    """A name that somebody mistyped can be put right."""

    list_display = search_fields = fields = ["name"]

    def has_change_permission(self, request, obj=None):
        return request.user.is_active and request.user.is_staff


admin.site.register(Area, Corrected)
admin.site.register(Organisation, Corrected)


@admin.register(Circle)
class CircleAdmin(ForTheNetwork):
    list_display = ["name", "state", yes_no(Circle, "is_public"), "founded_at", "started_at", "closed_at"]
    list_filter = ["state", "is_public"]
    search_fields = ["name", "theme"]
    fields = ["name", "theme", "state", yes_no(Circle, "is_public"), "founded_at", "started_at", "closed_at"]


@admin.register(Membership)
class MembershipAdmin(ForTheNetwork):
    list_display = ["circle", "seat", "user", "area", "organisation", "joined_at", "left_at"]
    list_select_related = ["circle", "user", "area", "organisation"]
    search_fields = ["circle__name", "user__name", "area__name"]
    fields = ["circle", "seat", "user", "area", "organisation", "joined_at", "left_at"]


class Kept(Corrected):
    """What the network keeps up to date for all circles. Nothing is deleted: a rule that ended has a last day."""

    def has_add_permission(self, request):
        return request.user.is_active and request.user.is_staff


admin.site.register(Register, Kept)


@admin.register(RegisterLimit)
class RegisterLimitAdmin(Kept):
    """How many people a register wants in a group. A new rule is a new row, so that one can see what held before."""

    list_display = ["register", "fewest", "most", "valid_from", "valid_until", "source"]
    list_select_related = ["register"]
    list_filter = ["register"]
    search_fields = ["register__name", "source"]
    fields = ["register", "fewest", "most", "valid_from", "valid_until", "source"]
