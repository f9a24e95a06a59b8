"""The agreement: sections, differences word by word, a draft and its preview, signing by name, and what one signed."""

import io
import re

import pytest
from django.http import Http404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from pypdf import PdfReader

from circles.access_people import signature_for
from circles.agreement_pdf import signed_pdf
from circles.domain import agree, depart
from circles.forms.circle import standard_agreement
from circles.models import AgreementDraft, Signature
from circles.sections import ADDED, CHANGED, GONE, SAME, Section, differences, join, moved, parse, words_changed
from praktijkkring.accounts.erase import erase
from praktijkkring.errors import Refused
from praktijkkring.models import User
from praktijkkring.outbox.models import Message
from tests import factories

OLD = "Stil\nIk zeg niets door.\n\nGeld\nIk betaal mee.\n\nWeg\nIk zeg het eerst zelf."
NEW = "Stil\nIk zeg niets en schrijf niets door.\n\nFoto's\nIk maak er geen.\n\nWeg\nIk zeg het eerst zelf."


@pytest.fixture
def go(client):
    def go(user, name, *args, data=None):
        client.force_login(user)
        address = reverse(name, args=args)
        return client.get(address) if data is None else client.post(address, data)

    return go


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_standard_text_has_ten_parts_with_a_heading_each_and_comes_back_as_it_was(language):
    text = standard_agreement(language)
    sections = parse(text)
    assert len(sections) == 10
    assert all(section.title and section.body for section in sections)
    assert join(sections) == text


@pytest.mark.parametrize(
    ("text", "sections"),
    [
        ("", []),
        ("Een zin.", [Section("", "Een zin.")]),
        ("Kop\r\ntekst\r\n\r\n\r\nTwee\n een\n  twee ", [Section("Kop", "tekst"), Section("Twee", "een\ntwee")]),
    ],
)
def test_any_text_falls_into_sections(text, sections):
    assert parse(text) == sections
    assert parse(join(sections)) == sections


def test_differences_name_what_stayed_changed_came_and_went():
    found = {one.kind: one for one in differences(OLD, NEW)}
    assert set(found) == {SAME, CHANGED, ADDED, GONE}
    added = "".join(piece.text for piece in found[CHANGED].body if piece.kind == ADDED)
    assert added.split() == ["en", "schrijf", "niets"]
    assert "".join(piece.text for piece in found[GONE].body) == "Ik betaal mee."


@pytest.mark.parametrize(
    ("old", "new"), [(OLD, NEW), (NEW, OLD), ("", NEW), (OLD, ""), ("a b", "b a"), ("é\nx", "é x")]
)
def test_the_pieces_give_back_both_texts(old, new):
    pieces = words_changed(old, new)
    assert "".join(piece.text for piece in pieces if piece.kind != ADDED) == old
    assert "".join(piece.text for piece in pieces if piece.kind != GONE) == new


def test_a_screen_reader_hears_what_was_added_and_taken_out_and_nothing_is_markup():
    shown = differences("Kop\nik <b>zwijg</b>", "Kop\nik <i>zwijg</i>")
    with translation.override("en"):
        page = render_to_string("circles/_agreement/differences.html", {"differences": shown})
    assert page.count("added:") == page.count("taken out:") == 1
    assert "&lt;i&gt;zwijg" in page
    assert "<i>zwijg" not in page


def test_a_draft_is_kept_section_by_section_looked_at_and_published(cast, go):
    pk, tineke = cast.circle.pk, cast.coordinator
    kept = go(tineke, "circles:save_agreement", pk, data={"version": 0, "title-1": "Stil", "body-1": ""}).json()
    assert kept["version"] == 1
    sent = {"version": 1, "title-1": "Stil", "body-1": "Ik zwijg.\r\nOok thuis.", "title-2": "", "body-2": ""}
    assert go(tineke, "circles:renew_agreement", pk, data=sent).url == reverse("circles:preview_agreement", args=[pk])
    assert AgreementDraft.objects.get().text == "Stil\nIk zwijg.\nOok thuis."
    assert cast.circle.agreements.count() == 1
    assert not Message.objects.exists()
    assert go(tineke, "circles:preview_agreement", pk, data={"version": 1}).status_code == 422
    assert go(tineke, "circles:preview_agreement", pk, data={"version": 2}).status_code == 302
    assert cast.circle.agreements.first().text == "Stil\nIk zwijg.\nOok thuis."
    assert (Message.objects.filter(kind="circles.agreement").count(), AgreementDraft.objects.count()) == (8, 0)


def test_a_draft_in_two_windows_is_not_overwritten(cast, go):
    pk, tineke = cast.circle.pk, cast.coordinator
    sent = {"version": 0, "title-1": "Stil", "body-1": "Ik zwijg."}
    assert go(tineke, "circles:save_agreement", pk, data=sent).status_code == 200
    assert go(tineke, "circles:save_agreement", pk, data=sent | {"body-1": "x"}).status_code == 409
    assert go(tineke, "circles:renew_agreement", pk, data=sent | {"body-1": "x"}).status_code == 422
    assert AgreementDraft.objects.get().text == "Stil\nIk zwijg."


def test_a_draft_that_comes_twice_because_its_answer_got_lost_is_kept_once(cast, go):
    pk, tineke = cast.circle.pk, cast.coordinator
    for version in (0, 0, 1):
        sent = {"version": version, "title-1": "Stil", "body-1": "Ik zwijg."}
        assert go(tineke, "circles:save_agreement", pk, data=sent).json()["version"] == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"title-1": "Stil", "body-1": ""},
        {"title-1": "", "body-1": "een\ntwee"},
        {"title-1": "", "body-1": ""},
        {"title-1": "x" * 121, "body-1": "y"},
        {"title-1": "Stil", "body-1": "x" * 10_001},
        {"title-1": "Stil", "body-1": "\x00"},
    ],
)
def test_what_cannot_be_an_agreement_is_said_and_kept_in_the_form(cast, go, wrong):
    answer = go(cast.coordinator, "circles:renew_agreement", cast.circle.pk, data={"version": 0} | wrong)
    assert answer.status_code == 422
    assert not AgreementDraft.objects.exists()


def test_the_same_text_is_no_new_version_and_members_write_none(cast):
    with pytest.raises(Http404):
        agree.keep_draft(by=cast.member.user, circle=cast.circle, text="x", seen=0)
    same = agree.keep_draft(by=cast.coordinator, circle=cast.circle, text=cast.circle.agreements.first().text, seen=0)
    with pytest.raises(Refused):
        agree.publish_draft(by=cast.coordinator, circle=cast.circle, seen=same.version)
    agree.discard_draft(by=cast.coordinator, circle=cast.circle)
    with pytest.raises(Http404):
        agree.discard_draft(by=cast.coordinator, circle=cast.circle)


def test_a_member_sees_what_changed_and_signs_with_their_own_name(cast, go):
    agreement = agree.renew_agreement(by=cast.coordinator, circle=cast.circle, text="Wat hier gezegd is, blijft hier.")
    pk, pieter = cast.circle.pk, cast.member.user
    page = go(pieter, "circles:sign", pk).content.decode()
    assert "<ins>" in page
    assert "<del>" in page
    sent = {"agreement": agreement.pk, "promise": "on"}
    for name in ("", "Iemand Anders"):
        assert go(pieter, "circles:sign", pk, data=sent | {"name": name}).status_code == 422
    assert go(pieter, "circles:sign", pk, data=sent | {"name": " pieter  SMIT "}).status_code == 302
    assert Signature.objects.get(agreement=agreement).name == "pieter SMIT"
    with pytest.raises(Http404):
        agree.sign(by=pieter, membership=cast.case_bringer, agreement=agreement)


def test_everybody_sees_who_signed_which_version_and_when(cast, go):
    agreement = agree.renew_agreement(by=cast.coordinator, circle=cast.circle, text="Nieuw.")
    agree.sign(by=cast.member.user, membership=cast.member, agreement=agreement)
    depart.leave(by=cast.members[4].user, membership=cast.members[4])
    page = go(cast.case_bringer.user, "circles:agreement_versions", cast.circle.pk)
    assert [[one.membership.user.name for one in v.signers] for v in page.context["versions"]] == [
        ["Pieter Smit"],
        [member.user.name for member in cast.members],
    ]
    now = go(cast.case_bringer.user, "circles:agreement", cast.circle.pk)
    assert [bool(one.signature) for one in now.context["members"]] == [
        m == cast.member for m in cast.members if m.seat != 5
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_the_versions_ask_as_often_for_one_as_for_three(cast, go, count, django_assert_num_queries):
    for number in range(count):
        agree.renew_agreement(by=cast.coordinator, circle=cast.circle, text=f"Nieuw {number}.")
    go(cast.case_bringer.user, "circles:agreement_versions", cast.circle.pk)
    with django_assert_num_queries(9):
        go(cast.case_bringer.user, "circles:agreement_versions", cast.circle.pk)


HOSTILE = '#panic("x") *vet* $x^2$ \\#{} <b> #read("/etc/passwd")'


@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_i_signed_is_a_tagged_pdf_with_the_very_text_my_name_and_the_day(cast, language):
    text = f"Stil & zacht\nIk zwijg. {HOSTILE}\nOok thuis."
    agreement = agree.renew_agreement(by=cast.coordinator, circle=cast.circle, text=text)
    signature = agree.sign(by=cast.member.user, membership=cast.member, agreement=agreement, name="Pieter Smit")
    with translation.override(language):
        reader = PdfReader(io.BytesIO(signed_pdf(signature)))
    words = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    for part in ("Stil & zacht", "Ook thuis.", "Pieter Smit", 'panic("x")', "*vet*", cast.circle.name):
        assert part in words
    root = reader.trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == (language, True)
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()


def test_only_what_i_signed_myself_is_there_for_me(cast, go):
    agree.renew_agreement(by=cast.coordinator, circle=cast.circle, text="Nieuw.")
    mine = go(cast.member.user, "circles:my_agreement", cast.circle.pk, 1)
    assert (mine.status_code, mine["Content-Type"], mine.content[:5]) == (200, "application/pdf", b"%PDF-")
    assert go(cast.member.user, "circles:my_agreement", cast.circle.pk, 2).status_code == 404
    assert go(cast.coordinator, "circles:my_agreement", cast.circle.pk, 1).status_code == 404


def test_who_takes_a_seat_signs_with_the_name_they_give(cast):
    member = factories.make_member(cast.circle, 9, signed=False)
    assert (
        agree.sign(by=member.user, membership=member, agreement=cast.circle.agreements.first()).name == "Lotte Brands"
    )


PARTS = {"title-1": "Een", "body-1": "a", "title-2": "Twee", "body-2": "b", "title-3": "Drie", "body-3": "c"}


@pytest.mark.parametrize(
    ("number", "steps", "order", "place"),
    [
        (1, 1, "213", 2),
        (3, -1, "132", 2),
        (1, -1, "123", 1),
        (3, 1, "123", 3),
        (4, -1, "123", 3),
        (9, 1, "123", 3),
    ],
)
def test_a_section_moves_one_place_and_never_beyond_the_ends(number, steps, order, place):
    sections = [Section(title, "x") for title in "123"] + [Section("", "")]
    found, stands = moved(sections, number, steps)
    assert ("".join(one.title for one in found), stands) == (order, place)


def test_moving_counts_places_without_the_parts_that_are_empty():
    sections = [Section("1", "x"), Section("", ""), Section("2", "x")]
    assert [one.title for one in moved(sections, 3, -1)[0]] == ["2", "1"]
    assert moved([Section("", "")], 1, 1) == ([], 1)


def test_parts_are_moved_with_a_button_and_an_unfinished_part_goes_along(cast, go):
    pk, tineke = cast.circle.pk, cast.coordinator
    sent = {"version": 0, **PARTS, "body-3": "", "title-4": "", "body-4": "", "move": "up-3"}
    answer = go(tineke, "circles:renew_agreement", pk, data=sent)
    assert answer.url == reverse("circles:renew_agreement", args=[pk]) + "#part-2"
    page = go(tineke, "circles:renew_agreement", pk)
    rows = page.context["form"].rows()
    assert [row["title"].value() or row["body"].value() for row in rows] == ["Een", "Drie", "Twee", ""]
    buttons = re.findall(r'name="move" value="([a-z]+-\d)"', page.content.decode())
    assert buttons == ["down-1", "up-2", "down-2", "up-3"]


@pytest.mark.parametrize("pressed", ["", "up-0", "sideways-1", "up-1-2", "up-999", "down-٣"])
def test_a_button_that_is_none_moves_nothing(cast, go, pressed):
    data = {"version": 0, **PARTS, "move": pressed}
    assert go(cast.coordinator, "circles:renew_agreement", cast.circle.pk, data=data).url.endswith("/bekijken/")
    assert AgreementDraft.objects.get().text == "Een\na\n\nTwee\nb\n\nDrie\nc"


def test_enter_in_a_heading_looks_at_the_text_and_moves_nothing(cast, go):
    page = go(cast.coordinator, "circles:renew_agreement", cast.circle.pk).content.decode()
    form = page[page.index("data-autosave") :]
    assert re.search(r"<button[^>]*>", form)[0] == "<button hidden>"


def test_who_left_keeps_the_pdf_of_what_they_signed_and_nothing_else(cast, go):
    agree.renew_agreement(by=cast.coordinator, circle=cast.circle, text="Nieuw.")
    pieter, pk = cast.member.user, cast.circle.pk
    assert "PDF van versie" not in go(pieter, "circles:mine").content.decode()
    depart.leave(by=pieter, membership=cast.member)
    assert go(pieter, "circles:my_agreement", pk, 1).content[:5] == b"%PDF-"
    assert go(pieter, "circles:my_agreement", pk, 2).status_code == 404
    assert go(pieter, "circles:agreement", pk).status_code == 404
    shown = go(pieter, "circles:mine")
    assert [(one.agreement.circle, one.agreement.version) for one in shown.context["kept"]] == [(cast.circle, 1)]
    assert reverse("circles:my_agreement", args=[pk, 1]) in shown.content.decode()
    assert go(cast.outsider, "circles:my_agreement", pk, 1).status_code == 404


def test_what_somebody_signed_is_out_of_reach_once_their_account_is_erased(cast, go):
    erase(user=cast.member.user, by=cast.member.user)
    pieter = User.objects.get(pk=cast.member.user_id)
    assert go(pieter, "circles:my_agreement", cast.circle.pk, 1).status_code in {302, 404}
    with pytest.raises(Http404):
        signature_for(pieter, cast.circle.pk, 1)


@pytest.mark.parametrize("count", [1, 3])
def test_my_circles_asks_as_often_for_one_kept_agreement_as_for_three(cast, go, count, django_assert_num_queries):
    for _number in range(count):
        circle = factories.make_circle(coordinator=cast.coordinator)
        depart.leave(by=cast.outsider, membership=factories.make_member(circle, 3, user=cast.outsider))
    go(cast.outsider, "circles:mine")
    with django_assert_num_queries(13):
        assert len(go(cast.outsider, "circles:mine").context["kept"]) == count
