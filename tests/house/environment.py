"""The environment of a production that is in order, for tests that start processes as a deployment does."""

import base64
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PRODUCTION = {
    "PRODUCTION": "1",
    "SECRET_KEY": "only-for-tests-" + "".join(chr(97 + n % 26) for n in range(60)),
    "VAULT_KEYS": "test:" + base64.b64encode(b"k" * 32).decode(),
    "PUBLIC_URL": "https://kring.voorbeeld.nl",
    "DATABASE_URL": "postgres://nobody@localhost/nothing",
    "EMAIL_URL": "smtp://localhost:25",
    "DEFAULT_FROM_EMAIL": "Kring <post@voorbeeld.nl>",
}
