"""The key ring: root keys from the environment wrap one random key per scope."""

import base64
import os
import threading
import time
from functools import partial

from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap
from django.conf import settings
from django.db import transaction

# A key that was destroyed in another process is forgotten here after this many seconds.
FORGET_AFTER = 30
KEY_BYTES = 32

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
        if len(key) != KEY_BYTES:
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
    return _pending(scope) or _load(scope)


def forget(scope: str | None = None) -> None:
    """Drop cached keys of one scope, or of all."""
    pending = getattr(transaction.get_connection(), "vault_pending", {})
    with _lock:
        for known in (_cache, pending):
            if scope is None:
                known.clear()
            else:
                known.pop(scope, None)


def wrap(key: bytes) -> tuple[str, bytes]:
    """The name of the active root key, and ``key`` wrapped with it."""
    ring = root_keys()
    active = next(iter(ring))
    return active, aes_key_wrap(ring[active], key)


def unwrap(row) -> bytes:
    """The key of one stored row. Raises VaultLocked."""
    ring = root_keys()
    if row.destroyed_at:
        raise VaultLocked(f"the key of {row.scope} was destroyed")
    if row.root not in ring:
        raise VaultLocked(f"root key {row.root!r} is not in VAULT_KEYS")
    try:
        return aes_key_unwrap(ring[row.root], bytes(row.wrapped))
    except InvalidUnwrap as error:
        raise VaultLocked(f"root key {row.root!r} does not fit the key of {row.scope}") from error


def _load(scope: str) -> bytes:
    from .models import VaultKey  # noqa: PLC0415 - models import the field, the field imports this module

    row = VaultKey.objects.filter(scope=scope).first()
    if row is not None:
        return _remember(scope, unwrap(row))
    fresh = os.urandom(KEY_BYTES)
    root, wrapped = wrap(fresh)
    with transaction.atomic():
        VaultKey.objects.bulk_create([VaultKey(scope=scope, root=root, wrapped=wrapped)], ignore_conflicts=True)
    key = unwrap(VaultKey.objects.get(scope=scope))
    return _remember_after_commit(scope, key) if key == fresh else _remember(scope, key)


def _remember(scope: str, key: bytes) -> bytes:
    with _lock:
        _cache[scope] = (time.monotonic(), key)
    return key


def _remember_after_commit(scope: str, key: bytes) -> bytes:
    """A new key is known to other transactions only once it is stored.

    Were it cached before, a rollback would leave a key in memory that is nowhere on disk, and content locked with it
    would be lost. Until then it is kept beside its transaction; see ``_pending``.
    """
    connection = transaction.get_connection()
    if not connection.in_atomic_block:
        return _remember(scope, key)
    callback = partial(_remember, scope, key)
    transaction.on_commit(callback)
    if not hasattr(connection, "vault_pending"):
        connection.vault_pending = {}
    connection.vault_pending[scope] = (callback, key)
    return key


def _pending(scope: str) -> bytes | None:
    """The key that was made in the transaction we are in, unless that part of it was rolled back.

    Django drops the callbacks of what is rolled back, also of a savepoint: the callback tells whether the row is there.
    """
    connection = transaction.get_connection()
    callback, key = getattr(connection, "vault_pending", {}).get(scope, (None, None))
    if callback is None:
        return None
    if any(waiting is callback for _savepoints, waiting, *_rest in connection.run_on_commit):
        return key
    del connection.vault_pending[scope]
    return None
