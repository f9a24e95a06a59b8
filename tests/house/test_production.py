"""A production start with a setting that lies is refused; a good one passes every check of Django and of ours."""

import base64
import os
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from praktijkkring import checks
from tests.house.environment import PRODUCTION, ROOT

KEY = base64.b64encode(b"k" * 32).decode()


@pytest.fixture
def good(settings):
    settings.PRODUCTION = True
    settings.DEMO = settings.DEBUG = False
    settings.SECRET_KEY = "s" * 50
    settings.VAULT_KEYS = f"a:{KEY}"
    settings.PUBLIC_URL = "https://kring.voorbeeld.nl"
    settings.WEB_PROCESSES, settings.REDIS_URL = 1, ""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.DEFAULT_FROM_EMAIL = "Kring <post@voorbeeld.nl>"
    return settings


def test_a_good_production_start_is_not_refused(good):
    checks.refuse_a_wrong_start()


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("DEMO", True, "DEMO lets anybody log in as anybody."),
        ("DEBUG", True, "DEBUG shows the inside"),
        ("SECRET_KEY", "s" * 49, "SECRET_KEY is shorter than 50 characters."),
        ("VAULT_KEYS", "", "VAULT_KEYS is missing."),
        ("VAULT_KEYS", "a:nonsense!", "VAULT_KEYS holds a key that is not base64."),
        ("VAULT_KEYS", "a:" + base64.b64encode(b"short").decode(), "VAULT_KEYS holds a key that is not 32 bytes long."),
        ("VAULT_KEYS", f"a:{KEY},a:{KEY}", "VAULT_KEYS needs a name of its own for every key."),
        ("PUBLIC_URL", "http://kring.voorbeeld.nl", "PUBLIC_URL must start with https://."),
        ("WEB_PROCESSES", 2, "More than one web process needs a REDIS_URL."),
        ("EMAIL_BACKEND", "django.core.mail.backends.dummy.EmailBackend", "EMAIL_URL is missing"),
        ("DEFAULT_FROM_EMAIL", "Kring <post@praktijkkring.example>", "DEFAULT_FROM_EMAIL is still the example."),
    ],
)
def test_a_wrong_production_start_is_refused(good, name, value, sentence):
    setattr(good, name, value)
    with pytest.raises(ImproperlyConfigured, match="This start is refused") as refusal:
        checks.refuse_a_wrong_start()
    assert sentence in str(refusal.value)
    assert KEY not in str(refusal.value)


def test_the_same_settings_at_home_are_fine(good):
    good.PRODUCTION, good.DEMO, good.DEBUG = False, True, True
    good.PUBLIC_URL = "http://localhost:8000"
    checks.refuse_a_wrong_start()
    assert checks.production() == []


def test_a_public_address_without_production_is_a_warning(good):
    good.PRODUCTION = False
    assert [message.id for message in checks.production()] == ["praktijkkring.W001"]


def manage(*arguments, **environment):
    clean = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME"}}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=clean | PRODUCTION | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_production_settings_pass_every_deployment_check():
    result = manage("check", "--deploy", "--fail-level", "WARNING")
    assert (result.returncode, result.stderr) == (0, "")


def test_cookies_of_a_production_belong_to_this_host_alone():
    asked = "from django.conf import settings as s; print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, "
    asked += "s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SESSION_COOKIE_HTTPONLY, s.SESSION_COOKIE_SAMESITE)"
    said = manage("shell", "-v", "0", "-c", asked)
    assert said.stdout.strip() == "__Host-session __Host-csrf True True True Lax"


def test_no_secret_key_no_start():
    assert "SECRET_KEY setting must not be empty" in manage("check", SECRET_KEY="").stderr


PROCESSES = {
    "web": (["praktijkkring.live.serve", "--port", "0"], "SECRET_KEY", "", "The SECRET_KEY setting must not be empty."),
    "worker": (["celery", "-A", "praktijkkring", "worker"], "VAULT_KEYS", "", "VAULT_KEYS is missing."),
    "beat": (
        ["celery", "-A", "praktijkkring", "beat"],
        "SECRET_KEY",
        "kort",
        "SECRET_KEY is shorter than 50 characters.",
    ),
    "migrate": (["django", "migrate"], "VAULT_KEYS", "a:#", "VAULT_KEYS holds a key that is not base64."),
    "check": (
        ["django", "check"],
        "VAULT_KEYS_FILE",
        "/not/there",
        "VAULT_KEYS_FILE names a file that cannot be read (No such file or directory): /not/there",
    ),
    "pages": (["praktijkkring.wsgi"], "DEMO", "1", "DEMO lets anybody log in as anybody."),
    "pages and streams": (["praktijkkring.asgi"], "DEMO", "1", "DEMO lets anybody log in as anybody."),
}


@pytest.mark.parametrize("process", PROCESSES)
def test_no_process_of_a_wrong_production_starts_and_each_says_why_in_one_sentence(process):
    command, setting, value, sentence = PROCESSES[process]
    started = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "praktijkkring.settings"}
        | PRODUCTION
        | {setting: value},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (started.returncode, started.stderr) == (1, f"This start is refused. {sentence}\n")
