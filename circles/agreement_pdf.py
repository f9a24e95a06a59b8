"""The agreement that somebody signed, as a tagged PDF to keep."""

from pathlib import Path

from django.utils import formats, timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from praktijkkring.paper.typeset import typeset

from .models import Signature
from .sections import parse

TEMPLATE = Path(__file__).with_name("paper") / "agreement.typ"


def signed_pdf(signature: Signature) -> bytes:
    """The very text of the version that was signed, with the name as it was typed and the moment."""
    agreement, circle = signature.agreement, signature.agreement.circle
    name = signature.name or signature.membership.user.name
    data = {
        "language": (get_language() or "nl")[:2],
        "title": _("Agreement of %(circle)s") % {"circle": circle.name},
        "theme": circle.theme,
        "version": _("Version %(version)s of %(day)s") % {"version": agreement.version, "day": _day(agreement.made_at)},
        "sections": [{"title": one.title, "paragraphs": one.paragraphs} for one in parse(agreement.text)],
        "signed": _("Signed by %(name)s on %(day)s at %(time)s.")
        % {
            "name": name,
            "day": _day(signature.signed_at),
            "time": timezone.localtime(signature.signed_at).strftime("%H:%M"),
        },
        "signature": _("Signature"),
        "foot": _("Praktijkkring: agreement of a circle"),
    }
    return typeset(TEMPLATE, data)


def _day(moment) -> str:
    return formats.date_format(timezone.localtime(moment), "j F Y")
