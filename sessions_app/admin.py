"""Seasons and meetings for who keeps the network: names, dates and places. Questions are not here."""

from django.contrib import admin
from django.db import models

from .models import Meeting, Season


class ReadOnly(admin.ModelAdmin):
    """The verbs of the domain change things; the admin only looks."""

    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Season)
class SeasonAdmin(ReadOnly):
    list_display = ["circle", "name", "state", "started_at", "closed_at"]
    list_filter = ["state"]
    search_fields = ["name", "circle__name"]
    list_select_related = ["circle"]


@admin.register(Meeting)
class MeetingAdmin(ReadOnly):
    list_display = ["season", "number", "state", "date", "starts", "place", "facilitator"]
    list_filter = ["state"]
    search_fields = ["place", "season__name", "season__circle__name"]
    list_select_related = ["season__circle", "facilitator"]
    exclude = ["question", "uid"]
