"""Every address × every role × every method, against the written table; and proof that a fault is seen."""

import uuid

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.urls import include, path, reverse

from tests.house import matrix
from tests.house.canaries import leaks
from tests.house.headers import faults
from tests.house.matrix import LOGIN, Row, everyone, logged_in, only
from tests.house.walk import Answer, Walker, masked, own_url_names, undone

pytestmark = pytest.mark.django_db

ROWS = matrix.rows()
STRANGE = ("anonymous", "outsider", "superuser")
NO_SUCH = {int: 987_654_321, uuid.UUID: uuid.UUID(int=7), str: "no-such-thing-at-all-0123456789abcdefghijklmn"}


def wrong(answer: Answer) -> str | None:
    """A sentence when the answer is not the one in the table, or shows what this role may not read."""
    here = f"{answer.method} {answer.row.name} as {answer.role}"
    expected = answer.row.expected(answer.method, answer.role)
    if answer.status not in expected:
        return f"{here}: {answer.status}, expected {' or '.join(sorted(map(str, expected)))} {answer.error}"
    if signs := leaks(answer.everything, answer.role):
        return f"{here}: shows {', '.join(sorted(signs))}"
    if answer.method == "GET" and (said := faults(answer, answer.row.name)):
        return f"{here}: says wrongly to the browser: {', '.join(said)}"
    if answer.method == "HEAD" and answer.body:
        return f"{here}: a body"
    return None


def wrong_answers(walker: Walker, row: Row) -> list[str]:
    """What is not as the table says; and where somebody who may not is told whether there is such a thing."""
    answers = list(walker.visits(row))
    sentences = [sentence for answer in answers if (sentence := wrong(answer))]
    return sentences + told_apart(walker, row, [one for one in answers if one.role in STRANGE])


def told_apart(walker: Walker, row: Row, answers: list[Answer]) -> list[str]:
    """The same is asked for what is not there: the same bytes."""
    with undone():
        args = row.args(walker.world)
        values = list(args.values() if isinstance(args, dict) else args)
        if not values:
            return []
        nowhere, data = reverse(row.name, args=[NO_SUCH[type(value)] for value in values]), row.data(walker.world)
        return [
            f"{there.method} {row.name} as {there.role}: differs from what does not exist"
            for there in answers
            if there.method in {"GET", "POST"}
            and there.status in {404, LOGIN}
            and masked(there) != masked(walker.visit(row, there.role, there.method, nowhere, data))
        ]


def test_every_address_has_a_row():
    assert sorted(own_url_names() - {row.name for row in ROWS}) == []


def test_every_row_has_an_address():
    assert sorted({row.name for row in ROWS} - own_url_names()) == []


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.name}{row.query}")
def test_every_role_gets_the_answer_of_the_table_and_not_allowed_looks_like_not_existing(walker, row):
    assert wrong_answers(walker, row) == []


class TestAFaultIsSeen:
    """The same checks on a product with planted holes."""

    @pytest.fixture
    def holes(self, monkeypatch, settings):
        settings.ROOT_URLCONF = (
            path("", include("praktijkkring.urls")),
            path("planted/nameless/", self.open_to_all),
            path("planted/open/<int:circle_id>/", self.open_to_all, name="planted_open"),
            path("planted/talks/<int:circle_id>/", self.tells_a_secret, name="planted_talks"),
            path("planted/kept/<int:circle_id>/", self.may_be_kept, name="planted_kept"),
            path("planted/differs/<int:circle_id>/", self.tells_what_exists, name="planted_differs"),
        )

    @staticmethod
    def open_to_all(request, circle_id=0):
        return HttpResponse("ok")

    @staticmethod
    def may_be_kept(request, circle_id):
        return HttpResponse("ok", headers={"Cache-Control": "max-age=600"})

    @staticmethod
    def tells_a_secret(request, circle_id):
        return HttpResponse("KANARIE-circle-001", status=404)

    @staticmethod
    def tells_what_exists(request, circle_id):
        return HttpResponse("nothing here" if circle_id > 900_000_000 else "not yours", status=404)

    def test_an_address_without_a_row(self, holes):
        missing = own_url_names() - {row.name for row in ROWS}
        assert {"?planted/nameless/", "planted_open", "planted_talks", "planted_kept", "planted_differs"} <= missing

    def test_a_view_without_a_door(self, holes, walker):
        row = Row("planted_open", args=lambda w: [w.circle.pk], get=only(200, "member"))
        sentences = wrong_answers(walker, row)
        assert "GET planted_open as outsider: 200, expected 404 " in sentences
        assert "GET planted_open as superuser: 200, expected 404 " in sentences
        assert "DELETE planted_open as member: 200, expected 404 or 405 " in sentences
        assert not any("GET planted_open as member" in sentence for sentence in sentences)

    def test_a_page_that_may_be_stored(self, holes, walker):
        row = Row("planted_kept", args=lambda w: [w.circle.pk], get=everyone(200), public=True)
        assert "GET planted_kept as member: says wrongly to the browser: may be stored" in wrong_answers(walker, row)

    def test_a_page_that_shows_content(self, holes, walker):
        row = Row("planted_talks", args=lambda w: [w.circle.pk])
        assert "GET planted_talks as coordinator: shows KANARIE-circle-001" in wrong_answers(walker, row)

    def test_a_refusal_that_tells_what_exists(self, holes, walker):
        row = Row("planted_differs", args=lambda w: [w.circle.pk])
        said = [one for one in wrong_answers(walker, row) if one.endswith("differs from what does not exist")]
        assert said == [
            f"{method} planted_differs as {role}: differs from what does not exist"
            for role in ("outsider", "superuser")
            for method in ("GET", "POST")
        ]

    def test_a_role_that_does_not_exist(self):
        with pytest.raises(ValueError, match="no such role: membr"):
            Row("home", get=only(200, "membr"))


def test_the_table_says_what_it_means():
    row = Row("x", get=logged_in(200, outsider=404), post=only(302, "member"))
    assert row.expected("GET", "anonymous") == {LOGIN}
    assert row.expected("GET", "outsider") == {404}
    assert row.expected("HEAD", "member") == {200, 405}
    assert row.expected("POST", "coordinator") == {404}
    assert row.expected("PUT", "deactivated") == {404, 405, LOGIN}
    assert settings.LOGIN_URL == "account_login"
