"""The mails of allauth, in our words: which of our templates each one uses."""

from email.utils import make_msgid
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from praktijkkring.outbox.render import compose

CODES = {
    "account/email/login_code": "login",
    "account/email/email_confirmation": "address",
    "account/email/email_confirmation_signup": "signup",
    "account/email/password_reset_code": "password",
}
OTHERS = {
    "account/email/unknown_account": "accounts/mail/unknown",
    "account/email/account_already_exists": "accounts/mail/known",
}
CHANGES = {
    "account/email/email_changed": _("The e-mail address of your account was changed."),
    "account/email/email_deleted": _("An e-mail address was removed from your account."),
    "account/email/password_changed": _("Your password was changed."),
    "account/email/password_set": _("A password was set for your account."),
    "account/email/password_reset": _("Your password was set anew."),
    "mfa/email/recovery_codes_generated": _("New recovery codes were made."),
    "mfa/email/totp_activated": _("An authenticator app was added to your account."),
    "mfa/email/totp_deactivated": _("The authenticator app was removed from your account."),
    "mfa/email/webauthn_added": _("A passkey was added to your account."),
    "mfa/email/webauthn_removed": _("A passkey was removed from your account."),
}
# Somebody who just typed a code from a mail need not be told so by another mail.
SILENT = {"account/email/email_confirm"}


def letter(name: str, to: str, given: dict) -> EmailMultiAlternatives | None:
    """The finished mail for allauth's template ``name``; None for one we do not send. Raises KeyError."""
    if name in SILENT:
        return None
    context = {
        "PUBLIC_URL": settings.PUBLIC_URL,
        "LANGUAGE_CODE": get_language(),
        "to_email": to,
        "code": given.get("code"),
        "minutes": settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT // 60,
    }
    if name in CODES:
        template, more = "accounts/mail/code", {"purpose": CODES[name]}
    elif name in OTHERS:
        template, more = OTHERS[name], {}
    else:
        template, more = "accounts/mail/changed", {"what": CHANGES[name], "at": given.get("timestamp")}
    mail = compose(template, context | more, to=to)
    mail.extra_headers["Auto-Submitted"] = "auto-generated"
    mail.extra_headers["Message-ID"] = make_msgid(domain=urlsplit(settings.PUBLIC_URL).hostname)
    return mail
