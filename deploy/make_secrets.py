"""Makes the secret files of a deployment: ``python3 deploy/make_secrets.py --email smtp+tls://user:password@host:587``.

Existing files are never touched: a lost vault key cannot be made again. The folder is for its owner only; the files
in it can be read by the containers, which run as somebody else.
"""

import argparse
import base64
import secrets
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "secrets"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--email", required=True, help="EMAIL_URL of the mail server")
    options = parser.parse_args()
    FOLDER.mkdir(mode=0o700, exist_ok=True)
    FOLDER.chmod(0o700)
    password = keep("postgres_password", secrets.token_urlsafe(24))
    keep("database_url", f"postgres://praktijkkring:{password}@postgres/praktijkkring")
    keep("secret_key", secrets.token_urlsafe(48))
    keep("vault_keys", "first:" + base64.b64encode(secrets.token_bytes(32)).decode())
    keep("email_url", options.email)


def keep(name: str, text: str) -> str:
    """What the file holds; it is made when it is not there."""
    file = FOLDER / name
    if not file.exists():
        file.write_text(text)
        file.chmod(0o444)
    return file.read_text()


if __name__ == "__main__":
    main()
