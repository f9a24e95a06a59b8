"""A mail is a row first; it is sent once, to one reader, in their language, or we know why not."""

import datetime
import email
import email.policy
import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone

from praktijkkring.outbox import deliver
from praktijkkring.outbox import post as post_module
from praktijkkring.outbox.models import Message
from praktijkkring.outbox.post import post
from praktijkkring.outbox.render import message_id, one_line
from praktijkkring.outbox.tasks import deliver_message, sweep
from tests import factories
from tests.praktijkkring.post_office import CALENDAR

pytestmark = pytest.mark.django_db


@pytest.fixture
def ellen(db):
    return factories.make_user("Ellen van Rijn")


@pytest.fixture(autouse=True)
def _no_broker(monkeypatch):
    """Nobody wakes a worker unless a test says so."""
    monkeypatch.setattr(post_module, "wake", lambda message_id: None)


def put(reader, kind="tests.note", key="note:1", **more):
    with transaction.atomic():
        return post(kind=kind, key=key, to=reader, **more)


def read(raw):
    return email.message_from_bytes(raw, policy=email.policy.default)


def state_of(message):
    message.refresh_from_db()
    return message.state


def test_the_same_key_is_one_row(ellen):
    assert put(ellen).pk == put(ellen).pk
    assert Message.objects.count() == 1


def test_a_mail_is_gone_when_its_cause_is_rolled_back(ellen):
    with transaction.atomic():
        post(kind="tests.note", key="note:1", to=ellen)
        transaction.set_rollback(True)
    assert not Message.objects.exists()


def test_an_unknown_kind_and_a_bad_address_are_refused(ellen):
    with pytest.raises(LookupError):
        put(ellen, kind="tests.nothing")
    with pytest.raises(ValidationError), transaction.atomic():
        post(kind="tests.note", key="k", to_email="a@b.nl\nBcc: c@d.nl")


def test_it_arrives_in_the_readers_language_and_time_zone(ellen, post_office):
    ellen.language, ellen.time_zone = "en", "America/New_York"
    ellen.save()
    message = put(ellen, refs={"who": "<Ellen>"})
    deliver.deliver(message.pk)
    (raw,) = post_office.mails
    mail = read(raw)
    assert state_of(message) == "sent"
    assert mail["to"] == "Ellen van Rijn <ellen.van.rijn@voorbeeld.nl>"
    assert mail["subject"] == "Dear <Ellen>, 13:30"
    assert "Hallo <Ellen>, het is Thursday 13:30." in mail.get_body(("plain",)).get_content()
    assert "Hallo &lt;Ellen&gt;, het is Thursday 13:30." in mail.get_body(("html",)).get_content()
    assert mail["message-id"] == message_id("note:1")
    assert mail["auto-submitted"] == "auto-generated"
    assert mail["list-unsubscribe"] is None


def test_to_an_address_the_language_of_the_row_counts(post_office):
    with transaction.atomic():
        message = post(kind="tests.reminder", key="k", to_email="nieuw@voorbeeld.nl", language="nl")
    deliver.deliver(message.pk)
    mail = read(post_office.mails[0])
    assert "het is donderdag 19:30." in mail.get_body(("plain",)).get_content()
    assert mail["to"] == "nieuw@voorbeeld.nl"
    assert mail["list-unsubscribe"] == "<https://kring.example/stop/>"


def test_html_carries_its_look_inline_and_asks_for_nothing_from_outside(ellen, post_office):
    deliver.deliver(put(ellen).pk)
    html = read(post_office.mails[0]).get_body(("html",)).get_content()
    assert '<h1 style="' in html
    assert "src=" not in html
    assert "@import" not in html
    assert "prefers-color-scheme: dark" in html


def test_an_invitation_for_the_calendar_is_the_last_alternative_and_a_file(ellen, post_office):
    deliver.deliver(put(ellen, kind="tests.date").pk)
    mail = read(post_office.mails[0])
    mixed = list(mail.iter_parts())
    alternatives = list(mixed[0].iter_parts())
    assert [part.get_content_type() for part in alternatives] == ["text/plain", "text/html", "text/calendar"]
    assert alternatives[-1]["content-type"].params["method"] == "REQUEST"
    assert b'text/calendar; method="REQUEST"; charset="utf-8"' in post_office.mails[0]
    assert post_office.mails[0].count(b"charset", post_office.mails[0].index(b"text/calendar")) == 1
    assert alternatives[-1].get_content().encode() == CALENDAR
    assert mixed[1].get_filename() == "invite.ics"
    assert mixed[1].get_content() == CALENDAR


def test_a_mail_no_longer_needed_is_dropped(ellen, post_office):
    message = put(ellen, refs={"gone": 1})
    deliver.deliver(message.pk)
    assert (state_of(message), post_office.mails) == ("dropped", [])


def test_somebody_whose_account_is_closed_gets_nothing(ellen, post_office):
    message = put(ellen)
    ellen.is_active = False
    ellen.save()
    deliver.deliver(message.pk)
    assert (state_of(message), post_office.mails) == ("dropped", [])


def test_a_mail_does_not_leave_before_it_is_due(ellen, post_office):
    message = put(ellen, due_at=timezone.now() + datetime.timedelta(hours=1))
    deliver.deliver(message.pk)
    sweep()
    assert (state_of(message), post_office.mails) == ("queued", [])


@pytest.mark.django_db(transaction=True)
def test_the_same_task_delivered_eight_times_sends_one_mail(ellen, post_office):
    message = put(ellen)
    barrier = threading.Barrier(8)

    def run():
        barrier.wait()
        deliver_message(message.pk)
        connection.close()

    threads = [threading.Thread(target=run) for _number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(post_office.mails) == 1
    assert state_of(message) == "sent"


@pytest.mark.django_db(transaction=True)
def test_eight_sweeps_at_once_send_each_mail_once(ellen, post_office):
    for number in range(20):
        put(ellen, key=f"note:{number}")
    barrier = threading.Barrier(8)

    def run():
        barrier.wait()
        sweep()
        connection.close()

    threads = [threading.Thread(target=run) for _number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    ids = [read(raw)["message-id"] for raw in post_office.mails]
    assert sorted(ids) == sorted(message_id(f"note:{number}") for number in range(20))


@pytest.mark.parametrize("answer", ["451 later", "421 busy"])
def test_a_mail_server_that_says_later_is_asked_again_later(ellen, post_office, answer):
    post_office.answers = [answer]
    message = put(ellen)
    deliver.deliver(message.pk)
    assert state_of(message) == "queued"
    assert message.due_at > timezone.now() + datetime.timedelta(seconds=40)
    assert message.last_error == f"SMTPDataError {answer[:3]}"
    Message.objects.update(due_at=timezone.now())
    sweep()
    assert state_of(message) == "sent"


def test_a_mail_server_that_says_never_is_not_asked_again(ellen, post_office):
    post_office.answers = ["550 no such person"]
    message = put(ellen)
    deliver.deliver(message.pk)
    assert (state_of(message), message.last_error) == ("failed", "SMTPDataError 550")


def test_a_mail_server_that_is_away_costs_nothing_but_time(ellen, post_office, settings):
    settings.EMAIL_PORT = 1
    message = put(ellen, kind="tests.reminder")
    deliver.deliver(message.pk)
    assert (state_of(message), message.last_error) == ("queued", "ConnectionRefusedError")


def test_after_a_day_of_trying_we_give_up(ellen, post_office, settings):
    settings.EMAIL_PORT = 1
    message = put(ellen)
    Message.objects.update(created_at=timezone.now() - datetime.timedelta(hours=25), attempts=80)
    deliver.deliver(message.pk)
    assert state_of(message) == "failed"


@pytest.mark.parametrize(("kind", "state"), [("tests.reminder", "unknown"), ("tests.note", "queued")])
def test_a_line_that_breaks_after_handing_over_leaves_doubt(ellen, post_office, kind, state):
    post_office.answers = ["hang up"]
    message = put(ellen, kind=kind)
    deliver.deliver(message.pk)
    assert (state_of(message), message.last_error) == (state, "Doubt")


@pytest.mark.parametrize(("kind", "state"), [("tests.reminder", "unknown"), ("tests.note", "queued")])
def test_a_claim_of_a_worker_that_died_is_settled(ellen, kind, state):
    message = put(ellen, kind=kind)
    assert deliver.claim(message.pk)
    deliver.settle_stuck()
    assert state_of(message) == "claimed"
    Message.objects.update(claimed_at=timezone.now() - datetime.timedelta(minutes=11))
    deliver.settle_stuck()
    assert state_of(message) == state


def test_who_lost_the_claim_cannot_mark_the_mail(ellen, post_office):
    message = put(ellen)
    mine = deliver.claim(message.pk)
    Message.objects.update(claimed_at=timezone.now() - datetime.timedelta(minutes=11))
    deliver.settle_stuck()
    deliver._mark(mine, state="sent")
    assert state_of(message) == "queued"


def test_a_mail_we_cannot_write_waits_until_it_is_mended(ellen, post_office):
    message = put(ellen, kind="tests.broken")
    deliver.deliver(message.pk)
    assert (state_of(message), message.last_error) == ("queued", "TemplateDoesNotExist")


def test_without_a_mail_server_the_mail_is_kept(ellen, post_office, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    message = put(ellen)
    deliver.deliver(message.pk)
    assert state_of(message) == "sent"
    assert read(bytes(message.kept))["subject"] == "Dear jij, 19:30"
    assert post_office.mails == []


def test_a_name_or_subject_cannot_add_a_header(ellen, post_office):
    ellen.name = 'Ellen\r\nBcc: <boef@voorbeeld.nl>, "x'
    ellen.save()
    deliver.deliver(put(ellen, refs={"who": "jij\r\nBcc: boef@voorbeeld.nl"}).pk)
    mail = read(post_office.mails[0])
    assert mail["bcc"] is None
    assert [str(a.addr_spec) for a in mail["to"].addresses] == ["ellen.van.rijn@voorbeeld.nl"]
    assert mail["subject"] == "Dear jij Bcc: boef@voorbeeld.nl, 19:30"


def test_one_line_is_one_line():
    assert one_line(" a\r\n b\x00\u2028c\t ") == "a b c"


def test_the_wait_grows_to_a_quarter_of_an_hour():
    waits = [deliver.wait(attempts).total_seconds() / 60 for attempts in (1, 2, 3, 4, 5, 100)]
    for wait, longest in zip(waits, [1, 2, 4, 8, 15, 15], strict=True):
        assert longest * 0.8 <= wait <= longest
