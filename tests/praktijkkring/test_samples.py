"""Every kind of mail can be looked at, in Dutch and English, with invented data; none names a field with content."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.template import engines
from django.test import override_settings
from django.urls import reverse

from praktijkkring.models import User
from praktijkkring.outbox import samples
from praktijkkring.outbox.kinds import all_kinds
from praktijkkring.vault.fields import EncryptedTextField

MISSING = "LEEG-"
NAMES = [name for name in samples.names() if not name.startswith("tests.")]  # kinds that other tests make
CONTENT = {
    field.name
    for model in apps.get_models()
    for field in model._meta.get_fields()
    if isinstance(field, EncryptedTextField)
}


@pytest.fixture
def strict(monkeypatch):
    """A name that a mail uses and nobody gives shows itself."""
    monkeypatch.setattr(engines["django"].engine, "string_if_invalid", MISSING + "%s")


@pytest.mark.parametrize("language", samples.LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_every_mail_has_a_sample_in_both_languages(strict, name, language):
    shown = samples.sample(name, language)
    for part in (shown.subject, shown.text, shown.html):
        assert MISSING not in part, part[max(0, part.find(MISSING) - 80) : part.find(MISSING) + 40]
        assert part.strip()
    assert f'<html lang="{language}"' in shown.html


@pytest.mark.parametrize("name", NAMES)
def test_the_two_languages_differ(name):
    dutch, english = (samples.sample(name, language) for language in samples.LANGUAGES)
    assert dutch.subject != english.subject
    assert dutch.text != english.text


def test_nothing_is_stored_and_nobody_real_is_in_it(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        for name in NAMES:
            samples.sample(name, "nl")
    assert User.objects.count() == 0


def mail_templates():
    folders = [Path(engine["DIRS"][0]) for engine in settings.TEMPLATES]
    return sorted(path for folder in folders for path in folder.glob("*/mail/*") if path.is_file())


def content_named(source: str) -> set[str]:
    """Fields with content that a template prints."""
    names = re.findall(r"\.(\w+)", " ".join(re.findall(r"\{[{%].*?[%}]\}", source)))
    return CONTENT & set(names)


def test_no_mail_names_a_field_with_content():
    assert len(mail_templates()) > 100
    assert {path.name: found for path in mail_templates() if (found := content_named(path.read_text()))} == {}


def test_a_mail_that_names_content_is_seen():
    assert content_named("{{ question.text }} {% if harvest.commitment %}{% endif %}") == {"text", "commitment"}
    assert content_named("{{ circle.name }}") == set()


def test_a_name_that_nobody_gives_is_seen(strict):
    assert MISSING in engines["django"].from_string("{{ nobody.gives }}").render({})


def test_a_kind_without_invented_data_is_no_mail(strict):
    with pytest.raises(LookupError):
        samples.sample("circles.no_such_kind", "nl")
    assert {name.split(".")[0] for name in all_kinds()} - {"tests"} <= set(samples._worlds)


@pytest.mark.parametrize(("staff", "demo", "status"), [(True, False, 200), (False, False, 404), (False, True, 200)])
def test_who_may_look(client, db, staff, demo, status):
    client.force_login(User.objects.create_user("a@voorbeeld.nl", name="A", is_staff=staff))
    with override_settings(DEMO=demo):
        for name, args in (
            ("samples", []),
            ("sample", ["circles.invitation", "en"]),
            ("sample_as_sent", ["circles.left", "nl"]),
        ):
            assert client.get(reverse(f"outbox:{name}", args=args)).status_code == status
        assert client.get(reverse("outbox:sample", args=["circles.invitation", "de"])).status_code == 404
