"""Somebody's phone without a browser: what the room's script sends, and what comes back."""

import uuid

from django.urls import reverse

from intervision.models import Run


class Device:
    def __init__(self, browser, run, user):
        self.browser, self.run, self.user = browser, run, user

    def url(self, name):
        return reverse(f"intervision:{name}", args=[self.run.pk])

    @property
    def version(self):
        return Run.objects.values_list("version", flat=True).get(pk=self.run.pk)

    def page(self):
        return self.browser.get(self.url("room"))

    def fragment(self):
        """The whole body of this person's screen, as text."""
        return self.browser.get(self.url("fragment"), headers={"X-Room": "1"}).content.decode()

    def post(self, name, **fields):
        return self.browser.post(self.url(name), fields, headers={"X-Room": "1"})

    def move(self, do, version=None, **fields):
        return self.post("move", do=do, version=self.version if version is None else version, **fields)

    def write(self, text, *, step, kind="question", id=None, state="put", **fields):
        """Lay a card (or save a draft); returns the answer and the id of the card."""
        id = id or str(uuid.uuid4())
        return self.post("entry", id=id, step=step, kind=kind, text=text, state=state, **fields), id

    def mark(self, do, **fields):
        return self.post("mark", do=do, **fields)

    def close(self):
        """Also when something is still open."""
        return self.post("close", version=self.version, sure="1")
