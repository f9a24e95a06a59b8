"""Django's administration with our own site. (Read before any model is there, so it imports no more than this.)"""

from django.contrib.admin.apps import AdminConfig


class AdministrationConfig(AdminConfig):
    default_site = "praktijkkring.admin_site.Administration"
