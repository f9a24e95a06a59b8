"""Short secrets that belong to no row with content: locked with a key of their own scope."""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from .keys import VaultLocked, key_for

FORMAT = b"\x01"
NONCE_BYTES = 12


def lock(scope: str, text: str, place: str = "") -> bytes:
    """``text`` as AES-256-GCM with the key of ``scope``, bound to ``place``."""
    nonce = os.urandom(NONCE_BYTES)
    return FORMAT + nonce + AESGCM(key_for(scope)).encrypt(nonce, text.encode(), f"{scope}|{place}".encode())


def unlock(scope: str, sealed: bytes, place: str = "") -> str:
    """The text again. Raises VaultLocked when key or place do not fit."""
    try:
        nonce, body = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
        return AESGCM(key_for(scope)).decrypt(nonce, body, f"{scope}|{place}".encode()).decode()
    except (InvalidTag, ValueError) as error:
        raise VaultLocked("this secret does not open here") from error
