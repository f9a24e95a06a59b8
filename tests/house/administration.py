"""Every page of the administration, found by its own registry: a model that is added is walked by itself."""

from collections.abc import Iterator

from django.contrib import admin
from django.urls import reverse

# What is no page: files and answers for scripts, ways in and out that only send on, and the catch-all of addresses.
NO_PAGES = {"login", "logout", "password_change", "password_change_done", "autocomplete", "jsi18n", "view_on_site"}


def models() -> list:
    return list(admin.site._registry)


def lists() -> Iterator[tuple[str, str]]:
    for model in models():
        name = f"{model._meta.app_label}_{model._meta.model_name}_changelist"
        yield name, reverse(f"admin:{name}")


def pages() -> Iterator[tuple[str, str]]:
    """``(name, address)`` of the front, the lists, a search in each, and of one row: form, history, deletion."""
    yield "index", reverse("admin:index")
    for app in sorted({model._meta.app_label for model in models()}):
        yield "app_list", reverse("admin:app_list", args=[app])
    for name, address in lists():
        yield name, address
        yield name, f"{address}?q=KANARIE"
    for model in models():
        name = f"{model._meta.app_label}_{model._meta.model_name}"
        yield f"{name}_add", reverse(f"admin:{name}_add")
        for row in model._default_manager.all()[:3]:
            for page in ("change", "history", "delete"):
                yield f"{name}_{page}", reverse(f"admin:{name}_{page}", args=[row.pk])
