"""What this app keeps about a person: to take along, and to forget."""

from django.utils.translation import gettext_lazy as _

from praktijkkring.accounts import erase, export

from .models import OwnMethod


def methods(user) -> list[dict]:
    """Methods of their own, and nothing of those of circles: these stay with the circle."""
    return [
        {
            "name": row.name,
            "made": row.created_at,
            "version": row.number,
            "method": row.method,
            "draft": row.draft,
        }
        for row in OwnMethod.objects.filter(owner=user)
    ]


def forget(user) -> None:
    """Methods of their own go. Meetings that were held with one keep their copy, which says nothing of a person."""
    OwnMethod.objects.filter(owner=user).delete()


export.register("intervision.methods", _("Methods that you made for yourself"), methods)
erase.register(forget)
