"""A card per method as a tagged PDF; what people wrote is set as text and is never read as the typesetter's language."""

import io
import json
from dataclasses import replace

import pytest
from django.utils import translation
from pypdf import PdfReader

from intervision.engine import Text
from intervision.library.describe import Described
from intervision.methods import library
from intervision.paper import card
from praktijkkring.paper.letters import letters_of, printable
from praktijkkring.paper.typeset import FONT

HOSTILE = [
    '#panic("boo")',
    '#read("/etc/passwd")',
    '#import "@preview/x:1.0.0"',
    "*bold* _it_ `raw` $ x^2 $ = Heading",
    "\\#{} ]] }) <label> @ref // remark /* more",
    "https://example.org/#x",
    "#" * 50,
    "${sys.inputs} #sys.inputs.data",
]


def read(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def words(pdf: bytes) -> str:
    text = " ".join(page.extract_text() for page in read(pdf).pages)
    return " ".join(text.replace("\u00ad", "").replace("-\n", "").split())


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("method", library.all_methods(), ids=lambda method: method.key)
def test_every_method_fits_on_two_tagged_pages(method, language):
    with translation.override(language):
        pdf = card.card_pdf(Described(method, language))
    reader = read(pdf)
    root = reader.trailer["/Root"]
    assert len(reader.pages) == card.pages_of(pdf) <= 2
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"], "/StructTreeRoot" in root) == (language, True, True)
    assert reader.metadata.title == method.name.say(language)
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()
    said = words(pdf)
    for step in method.steps:
        assert " ".join(step.title.say(language).split()) in said, step.key
    assert "{bringer}" not in said


def test_the_fonts_are_our_own_and_lie_in_the_file():
    fonts = [
        font.get_object()
        for page in read(card.card_pdf(Described(library.get("vijfstappen"), "nl"))).pages
        for font in page["/Resources"]["/Font"].values()
    ]
    assert {font["/BaseFont"].partition("+")[2].partition("-")[0] for font in fonts} == {"AtkinsonHyperlegibleNext"}
    for font in fonts:
        descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        assert {"/FontFile2", "/FontFile3"} & set(descriptor)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_what_people_wrote_is_text(hostile):
    five = library.get("vijfstappen")
    text = Text.of({"nl": hostile})
    first = replace(five.steps[0], title=text, script=text, watch=(text,), task=dict.fromkeys(five.steps[0].task, text))
    method = replace(five, name=text, summary=text, credit=text, mistakes=(text,), steps=(first, *five.steps[1:]))
    pdf = card.card_pdf(Described(method, "nl"))
    assert "".join(hostile.split()) in "".join(words(pdf).split())
    assert read(pdf).metadata.title == hostile
    assert b"root:x:0" not in pdf


def test_signs_that_the_font_lacks_are_replaced_and_marks_of_direction_left_out():
    known = letters_of(FONT)
    assert len(known) > 200
    assert printable("Één café – ‘ja’ €", known) == "Één café – ‘ja’ €"
    assert printable("ש👩\u202e\u200d\x00a\u2028b", known) == "??a b"
    strange = replace(library.get("vijfstappen"), name=Text.of({"nl": "שלום 👩‍🌾 \u202eomgekeerd"}))
    assert "omgekeerd" in words(card.card_pdf(Described(strange, "nl")))


def test_the_card_of_a_meeting_has_its_minutes():
    method = library.get("vijfstappen")
    pdf = card.card_pdf(Described(method, "nl", 6, (7, 9, 11, 13, 17)), planned=True)
    said = words(pdf)
    assert "57 minuten in deze bijeenkomst" in said
    assert all(f"{minutes} min" in said for minutes in (7, 9, 11, 13, 17))


def test_a_method_with_very_many_words_loses_none():
    five = library.get("vijfstappen")
    long = Text.of({"nl": "woord " * 66})
    steps = tuple(replace(five.steps[0], key=f"s{n}", task=dict.fromkeys(five.steps[0].task, long)) for n in range(40))
    pdf = card.card_pdf(Described(replace(five, steps=steps), "nl"))
    assert words(pdf).count("woord") == 40 * 3 * 66


def test_nothing_is_left_of_one_card_in_the_next():
    """Data goes in by a value of one call."""
    first = card.card_pdf(Described(library.get("roddelen"), "nl"))
    assert "Roddelen" in words(first)
    assert "Roddelen" not in words(card.card_pdf(Described(library.get("balint"), "nl")))


def test_a_planted_fault_is_seen():
    """A template that reads a text as its own language would carry it out."""
    import typst  # noqa: PLC0415

    careless = b'#eval(json(bytes(sys.inputs.data)).title, mode: "markup")'
    with pytest.raises(typst.TypstError):
        typst.compile(careless, sys_inputs={"data": json.dumps({"title": '#panic("boo")'})})
