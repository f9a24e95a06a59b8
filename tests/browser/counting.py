"""A page that counts what a person does on it: clicks (or taps) and fields that are filled in."""

from dataclasses import dataclass, field

from playwright.sync_api import Page


@dataclass
class Counted:
    """``clicks`` and ``fields`` are what was done, in words and in order."""

    page: Page
    clicks: list[str] = field(default_factory=list)
    fields: list[str] = field(default_factory=list)

    def press(self, role: str, name: str) -> None:
        """A button, link or tick box, by the words on it; it must be in sight of a person who scrolls down only."""
        self.clicks.append(name)
        self.page.get_by_role(role, name=name).first.click()

    def fill(self, label: str, text: str) -> None:
        self.fields.append(label)
        self.page.get_by_label(label).first.fill(text)
