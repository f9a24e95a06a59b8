"""What is done once when the image is built: translations and static files. Needs no database and no real keys."""

import base64
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Only so that the production settings load; none of this stays in the image.
NOT_REAL = {
    "PRODUCTION": "1",
    "SECRET_KEY": base64.b64encode(os.urandom(48)).decode(),
    "VAULT_KEYS": "build:" + base64.b64encode(os.urandom(32)).decode(),
    "PUBLIC_URL": "https://build.invalid",
    "EMAIL_URL": "smtp://build.invalid:25",
    "DEFAULT_FROM_EMAIL": "build@build.invalid",
}

for command in (["catalogue", "compile"], ["collectstatic", "--noinput", "--verbosity", "0"]):
    subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=os.environ | NOT_REAL, check=True)
