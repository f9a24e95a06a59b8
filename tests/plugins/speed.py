"""What the tests themselves need less of: the processes of a whole run have two processors between them."""

import gc
import os
import time

import pytest
from django.template import Template
from django.test.signals import template_rendered

# To look through everything for what lies in a circle was a tenth of all work. What is young is looked at as ever.
SELDOM = (700, 10, 1_000)

USUAL = 0.009  # seconds for one spin, where the times that tests allow were measured
MOST = 4.0  # beyond this a promise of time is not looked at any more, it is given up


def busy() -> float:
    """How many times as long everything may take because this machine is slow, or does something else too."""
    others = os.getloadavg()[0] / os.cpu_count()
    return min(MOST, max(1.0, others) * max(1.0, min(_spin() for _ in range(5)) / USUAL))


def _spin() -> float:
    began, total = time.perf_counter(), 0
    for number in range(300_000):
        total += number
    return time.perf_counter() - began


def pytest_collection():
    gc.set_threshold(*SELDOM)


def pytest_collection_finish():
    """All modules and all tests stay until the end: nobody need look at them again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def pages_told_once(django_test_environment):
    """``response.context`` tells what the page was given; Django would copy the context of each icon on it too."""
    told = Template._render
    Template._render = told_of_pages
    yield
    Template._render = told


def told_of_pages(self, context):
    if context.template is self:  # else it is included, or what another extends
        template_rendered.send(sender=self, template=self, context=context)
    return self.nodelist.render(context)
