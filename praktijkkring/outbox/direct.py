"""Mails whose text may not be stored: codes to log in with. They leave at once and never become a row.

Without a mail server they lie in the cache for a quarter of an hour, for the local page. See docs/decisions/0021.
"""

import logging
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from django.conf import settings
from django.core.cache import cache
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction

from .deliver import keeps_mail

log = logging.getLogger(__name__)

KEPT = "outbox:kept"
KEPT_FOR = 15 * 60
KEPT_AT_MOST = 20
PAUSES = (0, 3, 10)

_pool = ThreadPoolExecutor(max_workers=2, thread_name_prefix="mail")


def send_now(mail: EmailMultiAlternatives) -> None:
    """After the commit, and without letting the reader of the page wait for the mail server."""
    transaction.on_commit(partial(_send, mail), robust=True)


def kept() -> list[bytes]:
    """The mails that lie here, newest first."""
    return cache.get(KEPT, [])


def _send(mail: EmailMultiAlternatives) -> None:
    if keeps_mail():
        cache.set(KEPT, [mail.message().as_bytes(linesep="\r\n"), *kept()][:KEPT_AT_MOST], KEPT_FOR)
    elif settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"):
        _pool.submit(_hand_over, mail)
    else:
        mail.send()


def _hand_over(mail: EmailMultiAlternatives) -> None:
    """Three tries in a quarter of a minute; then the reader asks for a new code anyway."""
    for pause in PAUSES:
        time.sleep(pause)
        try:
            get_connection().send_messages([mail])
        except OSError as error:  # also every SMTPException
            log.warning("a mail with a code did not go: %s", type(error).__name__)
        else:
            return
