"""Forget a person."""

from collections.abc import Callable

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _

from praktijkkring.audit.models import AuditEntry
from praktijkkring.audit.record import record
from praktijkkring.live.publish import kick
from praktijkkring.outbox.kinds import farewell_kinds
from praktijkkring.outbox.models import Message

from .models import User

_erasers: list[Callable] = []


def register(eraser: Callable) -> None:
    """``eraser(user)`` forgets what its app keeps about ``user``, inside the transaction of the erasing.

    It may raise Refused with a sentence that says what must be done first (hand over a circle, settle a bill).
    """
    if eraser not in _erasers:
        _erasers.append(eraser)


def erase(*, user: User, by: User) -> None:
    """Everything about ``user`` is gone or nameless; the account row stays, empty, so that a circle's history holds.

    Raises Refused when an app says that something must be done first: then nothing has changed.
    """
    with transaction.atomic():
        user = User.objects.select_for_update().get(pk=user.pk)
        for eraser in _erasers:
            eraser(user)
        for session in UserSession.objects.filter(user=user):
            session.end()
        for model in (UserSession, Authenticator, EmailAddress):
            model.objects.filter(user=user).delete()
        _drop_mails(user)
        record("accounts.erased", by=None, scope=f"account:{user.pk}")
        AuditEntry.objects.filter(by=user).update(by=None)
        _empty(user)
        kick(user_id=user.pk)


def _drop_mails(user: User) -> None:
    """Only what takes our dates out of their own calendar still goes, to the bare address."""
    goes = Message.objects.filter(to_user=user, kind__in=farewell_kinds(), state=Message.State.QUEUED)
    kept = list(goes.values_list("pk", flat=True))
    goes.update(to_user=None, to_email=user.email)
    gone = Message.objects.filter(Q(to_user=user) | Q(to_email=user.email))
    gone.exclude(pk__in=kept).delete()


def _empty(user: User) -> None:
    with translation.override(user.language):
        name = _("Somebody who left")
    user.groups.clear()
    user.user_permissions.clear()
    user.set_unusable_password()
    User.objects.filter(pk=user.pk).update(
        email=f"erased-{user.pk}@erased.invalid",
        name=name,
        password=user.password,
        is_active=False,
        is_staff=False,
        is_superuser=False,
        is_coordinator=False,
        last_login=None,
    )
