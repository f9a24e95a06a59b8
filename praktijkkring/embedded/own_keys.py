"""The keys of an embedded installation: made once, kept in ``.data/`` for its owner's eyes only."""

import base64
import os
import secrets
from pathlib import Path


def keep(folder: Path) -> None:
    """Put SECRET_KEY and VAULT_KEYS into the environment unless they are there, making them on the first start."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, make in {"SECRET_KEY": _secret_key, "VAULT_KEYS": _vault_keys}.items():
        if os.environ.get(name) or os.environ.get(f"{name}_FILE"):
            continue
        file = folder / name.lower()
        if not file.exists():
            _write(file, make())
        os.environ[name] = file.read_text().strip()


def _secret_key() -> str:
    return secrets.token_urlsafe(48)


def _vault_keys() -> str:
    return "first:" + base64.b64encode(secrets.token_bytes(32)).decode()


def _write(file: Path, text: str) -> None:
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as out:
        out.write(text + "\n")
