"""A machine without a mail server keeps the mail, for the person who sits at it and for nobody else."""

import re

import pytest
from django.core.cache import cache
from django.db import transaction
from django.urls import reverse

from praktijkkring.outbox import deliver
from praktijkkring.outbox.post import post
from tests import factories
from tests.praktijkkring.post_office import use_templates

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _no_mail_server(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    settings.DEMO = True
    use_templates(settings)
    cache.clear()


@pytest.fixture
def mailed():
    with transaction.atomic():
        message = post(kind="tests.date", key="date:1", to=factories.make_user("Ellen van Rijn"))
    deliver.deliver(message.pk)
    return message


def test_the_post_is_read_at_the_machine(client, mailed):
    assert "Dear jij, 19:30" in client.get(reverse("outbox:post")).text
    page = client.get(reverse("outbox:letter", args=[f"m{mailed.pk}"]))
    assert "Hallo jij, het is donderdag 19:30." in page.text
    assert "BEGIN:VCALENDAR" in page.text


@pytest.mark.parametrize("letters", [1, 3])
def test_the_list_of_post_asks_as_often_for_one_letter_as_for_three(client, django_assert_num_queries, letters):
    ellen = factories.make_user("Ellen van Rijn")
    for number in range(letters):
        with transaction.atomic():
            message = post(kind="tests.date", key=f"date:{number}", to=ellen)
        deliver.deliver(message.pk)
    client.get(reverse("outbox:post"))
    with django_assert_num_queries(2):
        assert len(client.get(reverse("outbox:post")).context["letters"]) == letters


def test_a_mail_as_sent_brings_its_look_and_can_do_nothing(client, mailed):
    answer = client.get(reverse("outbox:letter_as_sent", args=[f"m{mailed.pk}"]))
    assert "style=" in answer.text
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "script-src" not in answer["Content-Security-Policy"]
    assert "sandbox" in answer["Content-Security-Policy"]


def test_a_code_is_found_there_and_nowhere_in_the_outbox(client):
    ellen = factories.make_user("Ellen van Rijn")
    client.post(reverse("account_login"), {"login": ellen.email})
    assert reverse("outbox:post") in client.get(reverse("account_confirm_login_code")).text
    listed = client.get(reverse("outbox:post")).text
    address = re.search(r"/post/c[\w-]+/", listed).group()
    code = re.search(r"\d{6}", client.get(address).context["letter"].subject).group()
    assert client.post(reverse("account_confirm_login_code"), {"code": code}).status_code == 302
    assert deliver.Message.objects.count() == 0


@pytest.mark.parametrize(
    "elsewhere", [{"REMOTE_ADDR": "192.168.1.20"}, {"HTTP_X_FORWARDED_FOR": "127.0.0.1"}, {"REMOTE_ADDR": ""}]
)
def test_elsewhere_on_the_network_there_is_no_such_page(client, mailed, elsewhere):
    assert client.get(reverse("outbox:post"), **elsewhere).status_code == 404
    assert client.get(reverse("outbox:letter", args=[f"m{mailed.pk}"]), **elsewhere).status_code == 404


@pytest.mark.parametrize(
    "start",
    [
        {"DEMO": False, "DEBUG": False},
        {"PRODUCTION": True},
        {"PRODUCTION": True, "MAIL_IS_READ_HERE": True},
        {"EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend"},
    ],
)
def test_a_deployment_has_no_such_page(client, mailed, settings, start):
    for name, value in start.items():
        setattr(settings, name, value)
    assert client.get(reverse("outbox:post")).status_code == 404


def test_an_empty_house_at_home_has_one(client, mailed, settings):
    settings.DEMO, settings.MAIL_IS_READ_HERE = False, True
    assert client.get(reverse("outbox:post")).status_code == 200
    assert client.get(reverse("outbox:post"), REMOTE_ADDR="192.168.1.20").status_code == 404


@pytest.mark.parametrize("letter_id", ["m0", "c0", "x", "m99999999999999999999"])
def test_a_mail_that_is_not_there_is_not_found(client, letter_id):
    assert client.get(reverse("outbox:letter", args=[letter_id])).status_code == 404
