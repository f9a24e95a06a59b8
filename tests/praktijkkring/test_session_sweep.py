"""Log-ins that ended leave nothing behind."""

import datetime

from django.contrib.sessions.models import Session
from django.utils import timezone

from praktijkkring.accounts.tasks import sweep_sessions
from praktijkkring.celery import whole_schedule


def test_expired_sessions_are_swept_up_and_others_stay(db):
    now, day = timezone.now(), datetime.timedelta(days=1)
    Session.objects.create(session_key="old", session_data="x", expire_date=now - day)
    Session.objects.create(session_key="new", session_data="x", expire_date=now + day)
    sweep_sessions()
    assert list(Session.objects.values_list("session_key", flat=True)) == ["new"]


def test_the_clock_knows_every_sweep_of_the_platform():
    assert {"outbox-sweep", "vault-note-destroyed", "accounts-sweep-sessions"} <= set(whole_schedule())
