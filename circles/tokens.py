"""The secret in an invitation's link: made anew from the secret key whenever it is mailed, never stored."""

import base64
import hashlib

from django.utils.crypto import salted_hmac


def token_for(invitation) -> str:
    """The 43 letters of the link of this invitation. The same invitation and issue give the same letters."""
    digest = salted_hmac("circles.invitation", f"{invitation.pk}:{invitation.issue}", algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def hash_of(token: str) -> bytes:
    """What is stored of a token."""
    return hashlib.sha256(token.encode()).digest()
