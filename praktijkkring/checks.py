"""System checks for settings that could silently lie. A production start with an error here is refused."""

import base64
import binascii
from collections.abc import Iterator
from email.utils import parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register  # noqa: A004 - Django's name for it
from django.core.exceptions import ImproperlyConfigured

SECRET_KEY_LENGTH = 50
VAULT_KEY_BYTES = 32
NOT_SENT = ("dummy", "console", "locmem", "filebased")
LOCAL = {"localhost", "127.0.0.1", "::1"}


@register
def keys(app_configs=None, **kwargs) -> list[CheckMessage]:
    """Every start needs its keys. (Django itself refuses to go on without a SECRET_KEY.)"""
    if trouble := vault_trouble(settings.VAULT_KEYS):
        return [_error(f"VAULT_KEYS {trouble}.", 4, hint="name:base64 of 32 bytes, the active key first")]
    return []


@register
def production(app_configs=None, **kwargs) -> list[CheckMessage]:
    """What may not be so where real people tell real things."""
    if settings.PRODUCTION:
        return list(_not_in_production())
    url = urlsplit(settings.PUBLIC_URL)
    if url.scheme == "https" and url.hostname not in LOCAL:
        return [
            Warning("PUBLIC_URL is a public address, but PRODUCTION is not set.", id="praktijkkring.W001"),
        ]
    return []


def refuse_a_wrong_start() -> None:
    """Raises ImproperlyConfigured, because a web server or worker runs no system checks by itself."""
    if not settings.PRODUCTION:
        return
    try:
        sentences = [message.msg for message in keys() + production()]
    except ImproperlyConfigured as error:  # how Django says that there is no SECRET_KEY
        sentences = [str(error)]
    if sentences:
        raise ImproperlyConfigured("This start is refused. " + " ".join(sentences))


def vault_trouble(ring: str) -> str | None:
    """What is wrong with the key ring, without showing any of it."""
    parts = [part.strip() for part in ring.split(",") if part.strip()]
    if not parts:
        return "is missing"
    names = [part.partition(":")[0] for part in parts]
    if len(set(names)) < len(names) or not all(names):
        return "needs a name of its own for every key"
    for part in parts:
        try:
            key = base64.b64decode(part.partition(":")[2], validate=True)
        except binascii.Error:
            return "holds a key that is not base64"
        if len(key) != VAULT_KEY_BYTES:
            return "holds a key that is not 32 bytes long"
    return None


def _not_in_production() -> Iterator[CheckMessage]:
    if settings.DEMO:
        yield _error("DEMO lets anybody log in as anybody.", 1)
    if settings.DEBUG:
        yield _error("DEBUG shows the inside of the product to strangers.", 2)
    if len(settings.SECRET_KEY) < SECRET_KEY_LENGTH:
        yield _error(f"SECRET_KEY is shorter than {SECRET_KEY_LENGTH} characters.", 5)
    if not settings.PUBLIC_URL.startswith("https://"):
        yield _error("PUBLIC_URL must start with https://.", 6)
    if settings.WEB_PROCESSES > 1 and not settings.REDIS_URL:
        yield _error("More than one web process needs a REDIS_URL.", 7)
    if settings.EMAIL_BACKEND.split(".")[-2] in NOT_SENT:
        yield _error("EMAIL_URL is missing: no mail would be sent.", 8)
    if parseaddr(settings.DEFAULT_FROM_EMAIL)[1].endswith(".example"):
        yield _error("DEFAULT_FROM_EMAIL is still the example.", 9)


def _error(sentence: str, number: int, hint: str | None = None) -> Error:
    return Error(sentence, hint=hint, id=f"praktijkkring.E{number:03d}")
