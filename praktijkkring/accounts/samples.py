"""The mails about an account, with invented data."""

from functools import partial

from django.utils import timezone

from praktijkkring.outbox.samples import register_finished

from .letters import CHANGES, CODES, OTHERS, letter


def _mail(name: str, address: str):
    return letter(name, address, {"code": "123456", "timestamp": timezone.now()})


for _name in (*CODES, *OTHERS, *CHANGES):
    register_finished("accounts." + _name.rpartition("/")[2], partial(_mail, _name))
