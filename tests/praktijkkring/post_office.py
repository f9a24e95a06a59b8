"""A mail server for tests that keeps what it gets and can be told to be difficult, and two kinds of mail."""

import datetime
import socket
import threading
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller

from praktijkkring.outbox.kinds import Letter, mail_kind

WHEN = datetime.datetime(2027, 3, 4, 18, 30, tzinfo=datetime.UTC)
CALENDAR = b"BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n"


@mail_kind("tests.note", template="tests/mail/note")
def note(message):
    if message.refs.get("gone"):
        return None
    return Letter({"who": message.refs.get("who", "jij"), "when": WHEN})


@mail_kind("tests.reminder", template="tests/mail/note", once=True)
def reminder(message):
    return Letter({"who": "jij", "when": WHEN}, stop_url="https://kring.example/stop/")


@mail_kind("tests.date", template="tests/mail/note")
def date(message):
    return Letter({"who": "jij", "when": WHEN}, calendar=CALENDAR)


@mail_kind("tests.broken", template="tests/mail/there_is_no_such_mail")
def broken(message):
    return Letter()


class Catcher:
    """``mails`` holds the raw mails; ``answers`` the replies still to be given instead of "250 OK"."""

    def __init__(self):
        self.mails, self.answers, self._lock = [], [], threading.Lock()

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - the name aiosmtpd looks for
        with self._lock:
            answer = self.answers.pop(0) if self.answers else "250 OK"
            if answer.startswith("250"):
                self.mails.append(envelope.content)
        if answer == "hang up":
            self.mails.append(envelope.content)
            server.transport.close()
        return answer


@pytest.fixture
def post_office(settings):
    """A real mail server on this machine, and the templates of the kinds above."""
    use_templates(settings)
    catcher = Catcher()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(catcher, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = port
    yield catcher
    controller.stop()


def use_templates(settings):
    templates = [{**settings.TEMPLATES[0]}]
    templates[0]["DIRS"] = [*templates[0]["DIRS"], Path(__file__).parent / "templates"]
    settings.TEMPLATES = templates
