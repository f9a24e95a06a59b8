"""Open and revoke a personal calendar feed."""

from django.db import transaction
from django.utils import timezone

from praktijkkring.models import User
from sessions_app.models import CalendarFeed
from sessions_app.tokens import feed_hash, new_feed_token


@transaction.atomic
def open_feed(*, by) -> str:
    """A new secret address for this person; the old one stops. Returns the token, which is stored nowhere."""
    revoke_feed(by=by)
    token = new_feed_token()
    CalendarFeed.objects.create(user=by, token_hash=feed_hash(token))
    return token


@transaction.atomic
def revoke_feed(*, by) -> None:
    """The secret address of this person stops at once."""
    User.objects.select_for_update().get(pk=by.pk)
    CalendarFeed.objects.filter(user=by, revoked_at__isnull=True).update(revoked_at=timezone.now())
