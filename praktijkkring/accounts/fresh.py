"""Whether somebody logged in a short while ago: asked before everything they ever wrote leaves in one file."""

import datetime

from allauth.usersessions.models import UserSession
from django.utils import timezone

FRESH_FOR = datetime.timedelta(minutes=15)


def is_fresh(request) -> bool:
    """True for a session that began less than FRESH_FOR ago. A log-in always begins a new one."""
    session = UserSession.objects.filter(user=request.user, session_key=request.session.session_key)
    return session.filter(created_at__gt=timezone.now() - FRESH_FOR).exists()
