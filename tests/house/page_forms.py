"""The forms on a page, read as a browser reads them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

TYPED = {"text", "email", "search", "tel", "url", "number", "date", "time", "datetime-local", "password", "textarea"}


@dataclass
class PageForm:
    """A form: where it goes, and its fields as ``name -> value``; ``typed`` are those a person types in."""

    action: str
    method: str
    values: dict[str, list[str]] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)

    def filled(self, text: str) -> dict[str, list[str]]:
        """What is sent when every field one can type in holds ``text``."""
        return self.values | {name: [text] for name in self.typed}


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.forms: list[PageForm] = []
        self.form: PageForm | None = None
        self.select = ""

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "form":
            self.form = PageForm(given.get("action") or "", (given.get("method") or "get").lower())
            self.forms.append(self.form)
        if self.form is None:
            return
        name = given.get("name") or ""
        if tag == "input" and name:
            self._input(name, given)
        elif tag == "textarea" and name:
            self.form.typed[name] = "textarea"
            self.form.values[name] = [""]
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select and ("selected" in given or self.select not in self.form.values):
            self.form.values[self.select] = [given.get("value") or ""]

    def _input(self, name, given):
        kind = (given.get("type") or "text").lower()
        if kind in TYPED:
            self.form.typed[name] = kind
            self.form.values[name] = [given.get("value") or ""]
        elif kind == "hidden" or (kind in {"radio", "checkbox"} and "checked" in given):
            self.form.values.setdefault(name, []).append(given.get("value") or "on")
        elif kind in {"radio", "checkbox"}:
            self.form.values.setdefault(name, []).extend(
                [] if self.form.values.get(name) else [given.get("value") or "on"]
            )

    def handle_endtag(self, tag):
        if tag == "form":
            self.form = None
        elif tag == "select":
            self.select = ""


def forms_on(html: str) -> list[PageForm]:
    """Every form of the page in order."""
    reader = _Reader()
    reader.feed(html)
    return reader.forms
