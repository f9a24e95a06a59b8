"""The key ring: root keys from the environment wrap one random key per scope."""

import base64
import os
import threading
import time

from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap
from django.conf import settings
from django.db import transaction

# A key that was destroyed in another process is forgotten here after this many seconds.
FORGET_AFTER = 30

_cache: dict[str, tuple[float, bytes]] = {}
_lock = threading.Lock()


class VaultLocked(Exception):
    """The key of this scope is missing, destroyed or cannot be unwrapped. Nothing is shown, nothing is stored."""


def root_keys() -> dict[str, bytes]:
    """The root key ring as ``{name: 32 bytes}``, the active one first.

    ``VAULT_KEYS`` has the form ``name:base64[,older:base64]``.
    """
    ring = {}
    for part in filter(None, (p.strip() for p in settings.VAULT_KEYS.split(","))):
        name, _, encoded = part.partition(":")
        key = base64.b64decode(encoded)
        if len(key) != 32:
            raise VaultLocked(f"root key {name!r} is not 32 bytes long")
        ring[name] = key
    if not ring:
        raise VaultLocked("VAULT_KEYS is empty")
    return ring


def key_for(scope: str) -> bytes:
    """The 32-byte key of ``scope``; made on first use. Raises VaultLocked."""
    with _lock:
        known = _cache.get(scope)
    if known and time.monotonic() - known[0] < FORGET_AFTER:
        return known[1]
    key = _load(scope)
    with _lock:
        _cache[scope] = (time.monotonic(), key)
    return key


def forget(scope: str | None = None) -> None:
    """Drop cached keys of one scope, or of all."""
    with _lock:
        if scope is None:
            _cache.clear()
        else:
            _cache.pop(scope, None)


def _load(scope: str) -> bytes:
    from .models import VaultKey  # noqa: PLC0415 - models import the field, the field imports this module

    ring = root_keys()
    active = next(iter(ring))
    row = VaultKey.objects.filter(scope=scope).first()
    if row is None:
        with transaction.atomic():
            fresh = os.urandom(32)
            VaultKey.objects.bulk_create(
                [VaultKey(scope=scope, root=active, wrapped=aes_key_wrap(ring[active], fresh))],
                ignore_conflicts=True,
            )
        row = VaultKey.objects.get(scope=scope)
    if row.destroyed_at:
        raise VaultLocked(f"the key of {scope} was destroyed")
    if row.root not in ring:
        raise VaultLocked(f"root key {row.root!r} is not in VAULT_KEYS")
    try:
        return aes_key_unwrap(ring[row.root], bytes(row.wrapped))
    except InvalidUnwrap as error:
        raise VaultLocked(f"root key {row.root!r} does not fit the key of {scope}") from error
