"""Somebody follows the link in their invitation and has no account yet."""

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.utils.translation import get_language

from circles.models import Invitation
from praktijkkring.models import User


def account_of(email: str) -> User | None:
    """Who proved this address, or whose account has it."""
    verified = EmailAddress.objects.filter(email=email, verified=True).select_related("user").first()
    return verified.user if verified else User.objects.filter(email=email).first()


def new_account(invitation: Invitation) -> User | None:
    """An account for the invited address, proved because the link came by mail. None when there is one already."""
    if account_of(invitation.email):
        return None
    try:
        with transaction.atomic():
            language = (get_language() or "nl")[:2]
            user = User.objects.create_user(invitation.email, name=invitation.name, language=language)
            EmailAddress.objects.filter(user=user).update(verified=True)
    except IntegrityError:
        return None
    return user
