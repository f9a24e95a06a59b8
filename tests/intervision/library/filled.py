"""A form as a browser sends it when nobody touched it: ``form_to(answer, address)``."""

from html.parser import HTMLParser


def form_to(answer, address: str) -> dict:
    """Name → value, or values for boxes that are ticked. ``address`` is the action; "" is the page itself."""
    reader = _Reader(address)
    reader.feed(answer.content.decode())
    return reader.fields


class _Reader(HTMLParser):
    def __init__(self, address: str):
        super().__init__()
        self.address, self.fields, self.inside, self.area, self.select = address, {}, False, "", ""

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        name, value = given.get("name", ""), given.get("value") or ""
        if tag == "form":
            self.inside = given.get("method") == "post" and given.get("action", "") == self.address
        elif not self.inside or "disabled" in given:
            return
        elif tag == "input" and name and (given.get("type") not in {"checkbox", "radio"} or "checked" in given):
            box = given.get("type") == "checkbox"
            self.fields[name] = [*self.fields.get(name, []), value or "on"] if box else value
        elif tag == "textarea":
            self.area, self.fields[name] = name, ""
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select and ("selected" in given or self.select not in self.fields):
            self.fields[self.select] = value

    def handle_data(self, data):
        if self.area:
            self.fields[self.area] += data

    def handle_endtag(self, tag):
        if tag == "textarea":  # the browser leaves out the first line break
            self.fields[self.area] = self.fields[self.area].removeprefix("\n").removeprefix("\r\n")
            self.area = ""
        elif tag == "select":
            self.select = ""
        elif tag == "form":
            self.inside = False
