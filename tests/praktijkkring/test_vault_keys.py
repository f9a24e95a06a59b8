"""Keys are made once, wrapped anew, destroyed for good; and a rollback never leaves a key that is nowhere stored."""

import base64
import threading

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from praktijkkring.vault import box, destroy, keys
from praktijkkring.vault.models import VaultKey
from praktijkkring.vault.rotate import rotate
from sessions_app.models import Question
from tests import factories

NEW = "new:" + base64.b64encode(b"n" * 32).decode()


@pytest.fixture(autouse=True)
def _clean(tmp_path, settings):
    settings.DATA_DIR = tmp_path
    keys.forget()
    yield
    keys.forget()


@pytest.mark.django_db(transaction=True)
def test_a_key_of_a_transaction_that_was_rolled_back_is_forgotten():
    with transaction.atomic():
        lost = keys.key_for("circle:1")
        assert keys.key_for("circle:1") == lost
        transaction.set_rollback(True)
    assert not VaultKey.objects.exists()
    assert keys.key_for("circle:1") != lost
    assert keys.key_for("circle:1") == keys.unwrap(VaultKey.objects.get())


@pytest.mark.django_db(transaction=True)
def test_a_key_of_a_savepoint_that_was_rolled_back_is_forgotten():
    with transaction.atomic():
        with transaction.atomic():
            lost = keys.key_for("circle:1")
            transaction.set_rollback(True)
        kept = keys.key_for("circle:1")
        assert kept != lost
    assert keys.key_for("circle:1") == kept == keys.unwrap(VaultKey.objects.get())


@pytest.mark.django_db
def test_reading_many_texts_asks_for_the_key_once(cast, django_assert_num_queries):
    for number in range(3):
        factories.make_question(cast.member, text=f"vraag {number}")
    keys.forget()
    with django_assert_num_queries(2):
        questions = list(Question.objects.filter(author=cast.member))
        assert sorted(q.text for q in questions) == ["vraag 0", "vraag 1", "vraag 2"]


@pytest.mark.django_db(transaction=True)
def test_sixteen_threads_that_need_a_new_key_get_the_same_one():
    barrier, found = threading.Barrier(16), []

    def run():
        barrier.wait()
        with transaction.atomic():
            found.append(keys.key_for("circle:1"))
        connection.close()

    threads = [threading.Thread(target=run) for _number in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [keys.unwrap(VaultKey.objects.get())] * 16


@pytest.mark.django_db
def test_rotation_wraps_the_keys_anew_and_leaves_the_content(cast, settings, capsys):
    question = factories.make_question(cast.member, text="blijft leesbaar")
    before = Question.objects.filter(pk=question.pk).values_list("text", flat=True).get()
    settings.VAULT_KEYS = f"{NEW},{settings.VAULT_KEYS}"
    assert rotate() == VaultKey.objects.count()
    assert rotate() == 0
    settings.VAULT_KEYS = NEW
    keys.forget()
    again = Question.objects.get(pk=question.pk)
    assert again.text == "blijft leesbaar"
    assert Question.objects.filter(pk=question.pk).values_list("text", flat=True).get() == before
    call_command("vault", "status")
    assert "new: wraps" in capsys.readouterr().out


@pytest.mark.django_db
def test_rotation_without_the_older_root_key_stops_with_a_reason(cast, settings):
    settings.VAULT_KEYS = NEW
    with pytest.raises(CommandError, match="root key 'test' is not in VAULT_KEYS"):
        call_command("vault", "rotate")


@pytest.mark.django_db(transaction=True)
def test_a_destroyed_key_opens_nothing_and_is_not_made_again(cast):
    question = factories.make_question(cast.member, text="weg")
    assert destroy.destroy(question.vault_scope) is True
    assert destroy.destroy(question.vault_scope) is False
    with pytest.raises(keys.VaultLocked, match="destroyed"):
        _ = Question.objects.get(pk=question.pk).text
    with pytest.raises(keys.VaultLocked, match="destroyed"):
        factories.make_question(cast.member, text="nieuw")


@pytest.mark.django_db(transaction=True)
def test_after_a_restored_backup_the_list_destroys_again(cast, capsys):
    question = factories.make_question(cast.member, text="weg")
    backup = VaultKey.objects.values().get(scope=question.vault_scope)
    destroy.destroy(question.vault_scope)
    VaultKey.objects.filter(pk=backup["id"]).update(**backup)
    keys.forget()
    assert Question.objects.get(pk=question.pk).text == "weg"
    call_command("vault", "replay")
    assert "1 keys destroyed again" in capsys.readouterr().out
    with pytest.raises(keys.VaultLocked):
        _ = Question.objects.get(pk=question.pk).text


@pytest.mark.django_db(transaction=True)
def test_a_younger_key_with_an_old_number_stays():
    keys.key_for("circle:1")
    destroy.destroy("circle:1")
    VaultKey.objects.all().delete()
    keys.forget()
    keys.key_for("circle:1")
    assert destroy.replay() == []


@pytest.mark.django_db(transaction=True)
def test_destroying_that_is_rolled_back_is_not_on_the_list():
    keys.key_for("circle:1")
    with transaction.atomic():
        destroy.destroy("circle:1")
        transaction.set_rollback(True)
    assert destroy.noted(destroy.list_file()) == []
    assert keys.key_for("circle:1")


@pytest.mark.django_db
@hypothesis_settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(text=st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_every_text_comes_back_and_no_two_ciphertexts_are_alike(cast, text):
    question = Question(circle=cast.circle, author=cast.member)
    field = Question._meta.get_field("text")
    first, second = field.seal(question, text), field.seal(question, text)
    assert first != second
    assert field.open(question, first) == field.open(question, second) == text


@pytest.mark.django_db
@pytest.mark.parametrize("move", ["row", "field", "circle", "format", "byte"])
def test_ciphertext_opens_in_its_own_place_only(cast, move):
    question = Question(circle=cast.circle, author=cast.member)
    text, situation = Question._meta.get_field("text"), Question._meta.get_field("situation")
    sealed = text.seal(question, "alleen hier")
    other = Question(circle=cast.circle, author=cast.member)
    abroad = Question(id=question.id, circle=cast.other_circle, author=cast.member)
    tries = {
        "row": lambda: text.open(other, sealed),
        "field": lambda: situation.open(question, sealed),
        "circle": lambda: text.open(abroad, sealed),
        "format": lambda: text.open(question, type(sealed)(b"\x02" + sealed[1:])),
        "byte": lambda: text.open(question, type(sealed)(sealed[:-1] + bytes([sealed[-1] ^ 1]))),
    }
    with pytest.raises(keys.VaultLocked):
        tries[move]()


@pytest.mark.django_db
def test_a_short_secret_opens_with_its_scope_and_place_only():
    sealed = box.lock("mfa", "geheim", place="a")
    assert box.unlock("mfa", sealed, place="a") == "geheim"
    assert b"geheim" not in sealed
    for scope, place, body in (("mfa", "b", sealed), ("x", "a", sealed), ("mfa", "a", b"")):
        with pytest.raises(keys.VaultLocked):
            box.unlock(scope, body, place=place)


def test_a_new_root_key_fits(capsys):
    call_command("vault", "new-key")
    assert len(base64.b64decode(capsys.readouterr().out)) == 32
