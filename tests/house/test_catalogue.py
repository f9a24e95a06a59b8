"""Dutch is complete; and the check that says so catches what it should."""

import pytest
from babel.messages.catalog import Catalog, Message

from praktijkkring.catalogue import extract, faults, files


@pytest.mark.parametrize("app", extract.APPS)
def test_the_dutch_catalogue_is_complete(app):
    assert faults.faults(app) == []


def test_a_template_and_a_python_file_give_their_strings(tmp_path, monkeypatch):
    monkeypatch.setattr(extract, "ROOT", tmp_path)
    (tmp_path / "circles").mkdir()
    (tmp_path / "circles" / "a.py").write_text(
        'from x import pgettext as _\n_("Seats")\nngettext_lazy("one", "many")\n'
    )
    folder = tmp_path / "templates" / "circles"
    folder.mkdir(parents=True)
    (folder / "a.html").write_text(
        "<main>\n    {% if x %}\n  <p>{% translate 'Leave' %}</p>{% endif %}\n"
        "{% blocktranslate trimmed count n=n %}\n  {{ n }} seat\n{% plural %}\n  {{ n }} seats\n{% endblocktranslate %}"
    )
    assert {message.id for message in extract.strings("circles") if message.id} == {
        "Seats",
        ("one", "many"),
        "Leave",
        ("%(n)s seat", "%(n)s seats"),
    }


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("%(by)s left", "%(door)s ging weg"),
        ("%(by)s left", "iemand ging weg"),
        ("{n} seats", "stoelen"),
        (("%(n)s seat", "%(n)s seats"), ("%(n)s stoel", "stoelen")),
    ],
)
def test_a_wrong_placeholder_is_caught(source, translation):
    assert faults.placeholder_trouble(Message(source, translation))


@pytest.mark.parametrize(
    ("source", "translation"),
    [("%(by)s left", "%(by)s ging weg"), (("One seat", "%(n)s seats"), ("%(n)s stoel", "%(n)s stoelen"))],
)
def test_a_right_placeholder_is_not(source, translation):
    assert faults.placeholder_trouble(Message(source, translation)) is None


@pytest.fixture
def small_app(tmp_path, monkeypatch):
    for module in (extract, files, faults):
        monkeypatch.setattr(module, "ROOT", tmp_path)
    (tmp_path / "circles").mkdir()
    (tmp_path / "templates" / "circles").mkdir(parents=True)
    (tmp_path / "circles" / "a.py").write_text('_("Seats")\n')
    return tmp_path


def test_an_untranslated_string_is_caught_and_a_translated_one_is_kept(small_app):
    assert faults.faults("circles") == ["circles: not in the catalogue (run `catalogue update`): 'Seats'"]
    assert files.update("circles") == 1
    assert faults.faults("circles") == ["circles: not translated: 'Seats'"]
    po = files.po_file("circles")
    po.write_text(
        po.read_text().replace('msgstr ""\n', 'msgstr "Stoelen"\n').replace('msgstr "Stoelen"\n', 'msgstr ""\n', 1)
    )
    assert files.update("circles") == 0
    assert faults.faults("circles") == []
    before = po.read_bytes()
    files.update("circles")
    assert po.read_bytes() == before
    po.write_text(po.read_text().replace('msgid "Seats"', '#, fuzzy\nmsgid "Seats"'))
    assert faults.faults("circles") == ["circles: marked fuzzy: 'Seats'"]


def test_an_untrimmed_block_is_caught(small_app):
    (small_app / "templates" / "circles" / "a.html").write_text("{% blocktranslate %}x{% endblocktranslate %}")
    assert "templates/circles/a.html: {% blocktranslate %} without `trimmed`" in faults.faults("circles")


def test_one_string_with_two_translations_is_caught(monkeypatch):
    books = {app: Catalog(locale="nl") for app in extract.APPS}
    books["circles"].add("place", "plaats")
    books["costs"].add("place", "plek")
    monkeypatch.setattr(faults, "read", books.get)
    assert list(faults._told_differently("costs")) == [
        "costs: 'place' is 'plek' here and 'plaats' in circles: make them equal, or give one a context (pgettext)"
    ]
