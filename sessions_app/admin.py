"""Seasons and meetings for who keeps the network: names, dates and places. Questions are not here."""

from django.contrib import admin

from circles.admin import ForTheNetwork

from .models import Meeting, Season


@admin.register(Season)
class SeasonAdmin(ForTheNetwork):
    list_display = ["circle", "name", "state", "started_at", "closed_at"]
    list_filter = ["state"]
    search_fields = ["name", "circle__name"]
    list_select_related = ["circle"]
    fields = ["circle", "name", "state", "created_at", "started_at", "closed_at"]


@admin.register(Meeting)
class MeetingAdmin(ForTheNetwork):
    list_display = ["season", "number", "state", "date", "starts", "place", "facilitator"]
    list_filter = ["state"]
    search_fields = ["place", "season__name", "season__circle__name"]
    list_select_related = ["season__circle", "facilitator"]
    fields = ["season", "number", "state", "date", "starts", "ends", "zone", "place", "facilitator", "deputy"]
