"""Rules that a reader would otherwise have to watch over; each is tried on a planted fault."""

import re

import pytest
from django.apps import apps

from praktijkkring.vault.fields import EncryptedTextField, VaultModel
from tests.house.environment import ROOT
from tests.house.owed import still_wrong
from tests.house.sources import app_files, short, templates, tracked

# A mail has no stylesheet beside it: css-inline puts these rules into the tags.
MAIL = re.compile(r"/mail/")
# Where rows with content may be fetched; everybody else gets them from here.
CONTENT_ROOMS = re.compile(
    r"(^|/)(models|domain|vault|migrations)/|(^|/)(access|access_composing|queries|ledger|domain|own|turns)\.py$|(^|/)queries/|(^|/)access/"
)
CONTENT = [model.__name__ for model in apps.get_models() if issubclass(model, VaultModel)]

RULES = {
    "a view asks the door, it does not query": re.compile(r"\.objects\.(?!none\(\))|\.raw\(|cursor\("),
    "no model signals": re.compile(
        r"django\.db\.models\.signals|\b(pre|post)_(save|delete|init)\b(?!\(self)|m2m_changed"
    ),
    "content is fetched behind the door": re.compile(
        rf"\b({'|'.join(CONTENT)})\.(objects\.(?!none\(\))|_default_manager|_base_manager)"
    ),
    "no inline script or style": re.compile(
        r"<script(?![^>]*(\bsrc=|\btype=\"application/json\"))|<style\b|\sstyle=[\"']|\son[a-z]+=[\"']|javascript:",
        re.IGNORECASE,
    ),
    "the room asks :has() for a name": re.compile(
        r":has\((?:[^()]*[\s>+~,])?(?:\*|(?!input:)[a-z][a-z0-9]*(?=[\s>+~,):.#\[]))"
    ),
}
# What the live room loads: `:has(*)` and `:has(div)` in it are asked again, up to the top of the page, for each patch.
ROOM_STYLES = ("tokens", "base", "components", "room")


def broken(rule: str, paths) -> list[str]:
    """``path: line`` for each line that breaks the rule and is not known as still to be mended."""
    return still_wrong(
        rule,
        [
            f"{short(path)}: {line.strip()}"
            for path in paths
            for line in path.read_text().splitlines()
            if RULES[rule].search(line)
        ],
    )


def test_views_do_not_query():
    views = [path for path in app_files() if "views" in path.parts or path.name == "views.py"]
    assert len(views) > 5
    assert broken("a view asks the door, it does not query", views) == []


def test_there_are_no_model_signals():
    assert broken("no model signals", app_files()) == []


def test_content_is_fetched_behind_the_door_only():
    assert set(CONTENT) >= {"Question", "Contribution", "Harvest", "Insight", "Interest"}
    others = [path for path in app_files() if not CONTENT_ROOMS.search(short(path))]
    assert broken("content is fetched behind the door", others) == []


def test_templates_hold_no_script_and_no_style():
    pages = [path for path in templates() if path.suffix in {".html", ".svg"} and not MAIL.search(short(path))]
    assert broken("no inline script or style", pages) == []


def test_a_patch_has_no_rule_asked_of_the_whole_page():
    sheets = [ROOT / "static" / "css" / f"{name}.css" for name in ROOM_STYLES]
    assert broken("the room asks :has() for a name", sheets) == []


@pytest.mark.parametrize(
    ("rule", "fault"),
    [
        ("a view asks the door, it does not query", "circle = Circle.objects.get(pk=1)"),
        ("no model signals", "@receiver(post_save, sender=Circle)"),
        ("content is fetched behind the door", "for question in Question.objects.all():"),
        ("no inline script or style", "<script>alert(1)</script>"),
        ("no inline script or style", '<p style="color: red">'),
        ("no inline script or style", '<button onclick="go()">'),
        ("no inline script or style", '<a href="javascript:go()">'),
        ("the room asks :has() for a name", ".a:not(:has(*)) { display: none; }"),
        ("the room asks :has() for a name", ".a:has(> div > .b) { margin: 0; }"),
    ],
)
def test_a_fault_is_seen(rule, fault):
    assert RULES[rule].search(fault)


def test_what_is_right_is_not_seen_as_a_fault():
    assert not RULES["no inline script or style"].search('<script type="module" src="/static/js/a.js"></script>')
    assert not RULES["no inline script or style"].search('<input data-on="x" class="style">')
    for right in (".a:has(> .b .c)", ".a:has([data-closed])", ".a:has(input:checked)"):
        assert not RULES["the room asks :has() for a name"].search(right)


def test_rows_with_content_are_not_in_the_admin():
    from django.contrib import admin  # noqa: PLC0415 - the registry fills when the apps are ready

    registered = {model for model in admin.site._registry if any(_encrypted(model))}
    assert registered == set()


def _encrypted(model):
    return [field for field in model._meta.get_fields() if isinstance(field, EncryptedTextField)]


def test_nothing_depends_on_one_package_registry():
    names = ["py" + "pi.org", "pythonhosted" + ".org", "npmjs" + ".org", "index" + "-url", "extra" + "-index"]
    wrong = [
        f"{short(path)}: {name}"
        for path in tracked()
        if path.suffix not in {".woff2", ".png", ".ico", ".mo"}
        for name in names
        if name in path.read_text(errors="ignore")
    ]
    assert wrong == []
