"""What this app keeps about a person: to take along, and to forget."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from praktijkkring.accounts import erase, export

from .engine import Fate
from .models import Contribution, Harvest, Insight, OwnMethod


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


def contributions(user) -> list[dict]:
    """What they wrote at meetings, as far as it was kept. Not what others answered, and not what they typed for others."""
    mine = Q(author__user=user) | Q(author__isnull=True, author_user=user)
    rows = Contribution.objects.filter(mine, circle__erased_at__isnull=True)
    return [
        {
            "circle": row.circle.name,
            "meeting": row.run.meeting.date,
            "written": row.created_at,
            "as": row.kind,
            "text": str(row.text),
        }
        for row in rows.select_related("circle", "run__meeting")
    ]


def insights(user) -> list[dict]:
    rows = Insight.objects.filter(author__user=user, circle__erased_at__isnull=True)
    return [
        {"circle": row.circle.name, "meeting": row.meeting.date, "shared": row.shared, "insight": str(row.text)}
        for row in rows.select_related("circle", "meeting")
    ]


def commitments(user) -> list[dict]:
    """Of the meetings where their question was in the middle."""
    rows = Harvest.objects.filter(meeting__case_bringer__user=user, circle__erased_at__isnull=True)
    return [
        {
            "circle": row.circle.name,
            "meeting": row.meeting.date,
            "first_question": str(row.first_question),
            "real_question": str(row.real_question),
            "commitment": str(row.commitment),
            "by": row.commitment_due,
            "looked_back": str(row.looked_back),
        }
        for row in rows.select_related("circle", "meeting")
    ]


def forget(user) -> None:
    """Methods of their own go. Meetings that were held with one keep their copy, which says nothing of a person.

    So does what they wrote for themselves alone. What they shared with a circle stays with it, nameless.
    """
    OwnMethod.objects.filter(owner=user).delete()
    Insight.objects.filter(author__user=user, shared=False).delete()
    mine = Q(author__user=user) | Q(author__isnull=True, author_user=user)
    Contribution.objects.filter(mine, Q(keep=Fate.AUTHOR, run__closed_at__isnull=False) | Q(state="draft")).delete()


export.register("intervision.contributions", _("What you wrote at meetings"), contributions)
export.register("intervision.insights", _("What you took home from meetings"), insights)
export.register("intervision.commitments", _("What you were going to do with your own question"), commitments)
export.register("intervision.methods", _("Methods that you made for yourself"), methods)
erase.register(forget)
