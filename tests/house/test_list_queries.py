"""Every page with a list asks the database a known number of times, whether there is one row or there are three."""

from dataclasses import fields, is_dataclass

import pytest
from django.db.models import Model, QuerySet
from django.template import Template
from django.test import Client
from django.test.utils import instrumented_test_render
from django.urls import reverse

from circles.views import circle as circle_views
from praktijkkring.models import User
from tests.house import matrix
from tests.house.lists import lists
from tests.house.test_bad_input import visit, who_may
from tests.house.walk import Answer, undone

pytestmark = pytest.mark.django_db

LISTS = lists()
PAGES = {row.name: row for row in reversed(matrix.rows()) if row.get and 200 in row.get.values() and row.page}
FIXED = {"circles:compare_two"}  # two applicants, always


def address_of(row, args) -> str:
    return reverse(row.name, **{"kwargs" if isinstance(args, dict) else "args": args})


def shown(walker, name, grows, rows):
    """A page with so many more rows, asked for as whoever looks at it."""
    row = PAGES[name]
    args = grows.fill(walker.world, rows)
    client = visit(walker, grows.role or who_may(row))
    address = address_of(row, row.args(walker.world) if args is None else args)
    return lambda: client.get(address)


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("name", LISTS)
def test_a_list_costs_the_same_for_one_and_for_three(walker, django_assert_num_queries, name, rows):
    with undone():
        ask = shown(walker, name, LISTS[name], rows)
        assert ask().status_code == 200  # and what is asked once per process
        with django_assert_num_queries(LISTS[name].queries):
            ask()


def of_rows(value, depth=2) -> bool:
    """Whether this is a list of what is stored, or holds one."""
    if isinstance(value, QuerySet):
        return True
    if isinstance(value, list | tuple):
        return any(isinstance(one, Model) or (depth > 0 and of_rows(one, depth - 1)) for one in value)
    parts = fields(value) if depth > 0 and is_dataclass(value) and not isinstance(value, type) else ()
    return any(of_rows(getattr(value, part.name), depth - 1) for part in parts)


def listed_in(context) -> set[str]:
    """The names under which a template was given a list of rows."""
    return {key for layer in context or [] for part in layer.dicts for key, value in part.items() if of_rows(value)}


def test_every_page_with_a_list_is_counted(walker, monkeypatch):
    monkeypatch.setattr(Template, "_render", instrumented_test_render)  # tells of what is included, too
    client, found = Client(raise_request_exception=False), {}
    for name, row in PAGES.items():
        with undone():
            client.cookies = visit(walker, who_may(row)).cookies
            answer = client.get(address_of(row, row.args(walker.world)))
        if keys := listed_in(answer.context):
            found[name] = keys
    assert set(LISTS) <= set(PAGES)
    assert {name: keys for name, keys in found.items() if name not in LISTS.keys() | FIXED} == {}


@pytest.mark.parametrize("rows", [1, 3])
def test_a_list_that_asks_for_each_row_is_seen(walker, django_assert_num_queries, monkeypatch, rows):
    """The planted fault: for each line of the trail somebody is looked up."""
    read = circle_views.read_trail
    monkeypatch.setattr(
        circle_views, "read_trail", lambda *args, **more: [one for one in read(*args, **more) if User.objects.exists()]
    )
    with undone():
        ask = shown(walker, "circles:trail", LISTS["circles:trail"], rows)
        ask()
        with pytest.raises(pytest.fail.Exception), django_assert_num_queries(LISTS["circles:trail"].queries):
            ask()


def test_a_list_that_nobody_counts_is_seen(world):
    """The planted faults: as a query, as rows, and inside what a page is told."""
    rows = world.circle.memberships.all()
    told = [rows, list(rows), [(1, list(rows))], Answer(None, "", "", "", 200, b"", list(rows))]
    assert [of_rows(one) for one in told] == [True, True, True, True]
    assert [of_rows(one) for one in ([], [1], "tekst", world.circle)] == [False, False, False, False]
