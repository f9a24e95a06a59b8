"""The one seam between allauth and us: our words, our mails, our keys."""

import base64

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.usersessions.adapter import DefaultUserSessionsAdapter
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from praktijkkring.live.publish import kick
from praktijkkring.outbox.direct import send_now
from praktijkkring.vault.box import lock, unlock

from .letters import letter

PLACE = "mfa"
CONFIRMED = "account/messages/email_confirmed.txt"
ADDED = {"mfa/email/totp_activated", "mfa/email/webauthn_added"}


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_code": _("This code is not right. Look at the newest mail and try again."),
        "too_many_login_attempts": _("That was too often. Wait a few minutes and try again."),
        "rate_limited": _("That was a bit fast. Wait a moment and try again."),
        "email_password_mismatch": _("Address and password do not belong together."),
        "email_taken": _("This address cannot be used."),
        "duplicate_email": _("This is already the address of your account."),
        "enter_current_password": _("Type the password you have now."),
        "incorrect_password": _("This password is not right."),
    }

    def send_mail(self, template_prefix, email, context):
        """After the commit, in our words. The code in it is never stored readable in the outbox."""
        mail = letter(template_prefix, email, context)
        if mail is not None:
            send_now(mail)

    def send_notification_mail(self, template_prefix, user, *args, **kwargs):
        """Who has just shown a new key need not show it again to see the recovery codes that come with it."""
        if template_prefix in ADDED:
            record_authentication(self.request, user, method="mfa", reauthenticated=True)
        super().send_notification_mail(template_prefix, user, *args, **kwargs)

    def add_message(self, request, level, message_template=None, *args, **kwargs):
        """Who proves an address by logging in with a code changed nothing, and reads nothing of a change."""
        if message_template != CONFIRMED or request.user.is_authenticated:
            super().add_message(request, level, message_template, *args, **kwargs)

    def logout(self, request):
        """Also ends what this person follows live; other devices come back by themselves."""
        user_id = request.user.pk
        super().logout(request)
        kick(user_id=user_id)

    def set_password(self, user, password):
        super().set_password(user, password)
        kick(user_id=user.pk)

    def get_from_email(self):
        return settings.DEFAULT_FROM_EMAIL


class DevicesAdapter(DefaultUserSessionsAdapter):
    """A device that is shut out follows nothing live any more."""

    def end_sessions(self, sessions):
        super().end_sessions(sessions)
        for user_id in {session.user_id for session in sessions}:
            kick(user_id=user_id)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Passkeys, authenticator app and recovery codes. Their secrets lie in the vault."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("This code is not right. Look at your app and try again."),
        "unverified_email": _("First confirm your e-mail address."),
    }

    def encrypt(self, text):
        return base64.b64encode(lock(PLACE, text)).decode()

    def decrypt(self, encrypted_text):
        return unlock(PLACE, base64.b64decode(encrypted_text))

    def generate_authenticator_name(self, user, type):  # noqa: A002 - allauth's name
        return gettext("My passkey")

    def _get_site_name(self):
        return "Praktijkkring"
