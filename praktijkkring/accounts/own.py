"""What the platform itself keeps about a person, for the export."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _

from praktijkkring.audit.actions import sentence
from praktijkkring.audit.models import AuditEntry
from praktijkkring.outbox.models import Message

from .export import register


def account(user):
    return {
        "name": user.name,
        "email": user.email,
        "language": user.language,
        "time_zone": user.time_zone,
        "joined": user.joined_at,
        "last_login": user.last_login,
        "may_found_circles": user.is_coordinator,
        "network_administrator": user.is_staff,
    }


def addresses(user):
    return list(EmailAddress.objects.filter(user=user).values("email", "verified", "primary"))


def keys(user):
    return list(Authenticator.objects.filter(user=user).values("type", "created_at", "last_used_at"))


def devices(user):
    return list(UserSession.objects.filter(user=user).values("ip", "user_agent", "created_at", "last_seen_at"))


def mails(user):
    return list(Message.objects.filter(to_user=user).values("kind", "to_email", "created_at", "sent_at", "state"))


def done(user):
    entries = AuditEntry.objects.filter(by=user).select_related("by")
    return [{"at": entry.at, "what": strip_tags(sentence(entry))} for entry in entries]


for name, title, exporter in (
    ("account", _("Your account"), account),
    ("addresses", _("Your e-mail addresses"), addresses),
    ("keys", _("Your passkeys and authenticator apps"), keys),
    ("devices", _("Devices on which you are logged in"), devices),
    ("mails", _("Mails we sent you: of what kind and when"), mails),
    ("done", _("What you did, as far as we wrote it down"), done),
):
    register(name, title, exporter)
