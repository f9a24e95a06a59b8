"""What we know of a mail is forgotten three months after it went."""

import datetime

import pytest
from django.utils import timezone

from praktijkkring.models import Message
from praktijkkring.outbox.forget import forget_old

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("state", "days", "left"),
    [("sent", 91, 0), ("sent", 89, 1), ("dropped", 91, 0), ("failed", 91, 0), ("queued", 400, 1), ("claimed", 400, 1)],
)
def test_a_mail_is_forgotten_ninety_days_after_it_went(state, days, left):
    at = timezone.now() - datetime.timedelta(days=days)
    sent = {"sent_at": at} if state == "sent" else {}
    Message.objects.create(key="k", kind="x", to_email="a@b.nl", state=state, created_at=at, due_at=at, **sent)
    assert forget_old() == 1 - left
    assert Message.objects.count() == left
