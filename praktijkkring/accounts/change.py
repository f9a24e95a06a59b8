"""What somebody changes of their own account."""

from .models import User

CHANGEABLE = frozenset({"name", "language", "time_zone"})


def change_own(*, by, **chosen) -> None:
    """Name, language and time zone are one's own to change; anything else raises ValueError."""
    if not CHANGEABLE.issuperset(chosen):
        raise ValueError(f"not one's own to change: {', '.join(sorted(set(chosen) - CHANGEABLE))}")
    User.objects.filter(pk=by.pk).update(**chosen)
