"""What we know of mails that went long ago is forgotten."""

import datetime

from django.db.models import Q
from django.utils import timezone

from praktijkkring.terms import SENT_MAIL_DAYS

from .models import Message

State = Message.State
OVER = (State.SENT, State.DROPPED, State.FAILED, State.UNKNOWN)


def forget_old() -> int:
    """Delete rows of mails that were sent, or given up, more than SENT_MAIL_DAYS ago. Returns how many."""
    before = timezone.now() - datetime.timedelta(days=SENT_MAIL_DAYS)
    old = Q(sent_at__lt=before) | Q(sent_at__isnull=True, due_at__lt=before)
    deleted, _by_model = Message.objects.filter(old, state__in=OVER).delete()
    return deleted
