"""Every form of the product, filled with what nobody should send: words and a 4xx, never an error page, nothing lost."""

import html

import pytest
from django.conf import settings
from django.urls import reverse

from tests.house import matrix
from tests.house.page_forms import forms_on
from tests.house.walk import undone

pytestmark = pytest.mark.django_db

BAD = {
    "empty": "",
    "far too long": "lang " * 60_000,
    "NUL": "voor\0na",
    "emoji": "👩‍🌾 met 🐄 op 10 ha 🌍",
    "right to left": "שלום \u202e omgekeerd \u2066",
    "HTML": '<script>alert(1)</script><b onclick="x">&amp;"\'</b>',
    "lines": "een\r\nSubject: twee\r\n\r\ndrie",
    "formula": "=HYPERLINK(1);'--\"%s{{7*7}}{%x%}",
}
PAGES = [row for row in matrix.rows() if row.get and 200 in row.get.values()]
OVERFLOW = 10**30


def who_may(row) -> str:
    """The first role that gets the page, somebody with the right to act if there is one."""
    roles = [role for role, answer in row.get.items() if answer == 200]
    return next((role for role in ("coordinator", "facilitator", "case_bringer", "member") if role in roles), roles[0])


def visit(walker, role):
    """A client that is logged in as this role."""
    walker.client.cookies.clear()
    if role in walker.keys:
        walker.client.cookies[settings.SESSION_COOKIE_NAME] = walker.keys[role]
    return walker.client


@pytest.mark.parametrize("row", PAGES, ids=lambda row: f"{row.name}{row.query}")
def test_a_form_answers_bad_text_in_words_and_keeps_it(walker, row):
    """Each form of the page with each bad text; the page itself is asked for once."""
    role, troubles = who_may(row), []
    with undone():
        args = row.args(walker.world)
        address = reverse(row.name, **{"kwargs" if isinstance(args, dict) else "args": args}) + row.query
        shown = visit(walker, role).get(address)
        if shown.streaming or "html" not in shown.headers.get("Content-Type", ""):
            return  # a file has no forms
        for form in forms_on(shown.content.decode()):
            if form.method != "post" or not form.typed:
                continue
            for kind, text in BAD.items():
                with undone():
                    answer = visit(walker, role).post(form.action or address, form.filled(text))
                troubles += [f"{form.action or address}, {kind}: {trouble}" for trouble in wrong(answer, form, kind)]
    assert troubles == []


def wrong(answer, form, kind) -> list[str]:
    """What is wrong with this answer to a form that was filled with this kind of text."""
    if answer.status_code >= 500:
        return [f"{answer.status_code} {getattr(answer, 'exc_info', '')}"]
    said, text = answer.content.decode(), BAD[kind]
    found = ["it is carried out"] if kind == "HTML" and "<script>alert(1)" in said else []
    if answer.status_code == 422 and kind in {"emoji", "HTML"}:
        kept = html.escape(text) in said or html.escape(text, quote=False) in said
        found += [
            f"{name} was lost" for name, typed in form.typed.items() if typed in {"textarea", "text"} and not kept
        ]
    return found


@pytest.mark.parametrize("row", [row for row in matrix.rows() if row.post], ids=lambda row: f"{row.name}{row.query}")
def test_bytes_that_are_no_text_break_nothing(walker, row):
    """What is sent is not UTF-8."""
    with undone():
        args = row.args(walker.world)
        address = reverse(row.name, **{"kwargs" if isinstance(args, dict) else "args": args}) + row.query
        body = "&".join(f"{name}=x%ED%A0%80%FF" for name in row.data(walker.world)) + "&%FF=%00"
        role = next((role for role, answer in row.post.items() if answer in {200, 302}), "member")
        client = visit(walker, role)
        answer = client.post(address, body, content_type="application/x-www-form-urlencoded")
        assert answer.status_code < 500, getattr(answer, "exc_info", "")


NUMBERED = [row for row in matrix.rows() if row.get or row.post]


@pytest.mark.parametrize("row", NUMBERED, ids=lambda row: f"{row.name}{row.query}")
def test_an_impossible_number_is_not_found(walker, row):
    with undone():
        args = row.args(walker.world)
        values = list(args.values() if isinstance(args, dict) else args)
        if not any(isinstance(value, int) for value in values):
            return
        wrong = [OVERFLOW if isinstance(value, int) else value for value in values]
        for method in ("get", "post"):
            answer = getattr(visit(walker, "coordinator"), method)(reverse(row.name, args=wrong))
            assert answer.status_code in {404, 405}, f"{method} {row.name}: {answer.status_code}"
