"""The round table: who sits where, what each mark looks like, and the same in words."""

import math
import re
import sys

import pytest
from django.template import engines
from django.utils import translation

from praktijkkring.ui.table import Seat, Table, draw, labels, sizes
from tests.praktijkkring.pictures import marked, parse


def drawn(*seats, **fields):
    with translation.override("en"):
        return parse(draw(Table(seats=list(seats), **fields)))


def people(count: int) -> list[Seat]:
    return [Seat(ini=f"P{n}", name=f"Person {n}", col=n) for n in range(1, count + 1)]


def at(element) -> tuple[float, float]:
    return float(element.get("cx")), float(element.get("cy"))


def angle(x: float, y: float) -> float:
    return math.degrees(math.atan2(x, -y)) % 360


def test_the_first_seat_is_at_the_top_and_the_others_go_clockwise():
    heads = marked(drawn(*people(8)), "t-head")
    assert [round(angle(*at(head))) for head in heads] == [0, 45, 90, 135, 180, 225, 270, 315]


def test_all_people_sit_at_the_same_distance_outside_the_table():
    picture = drawn(*people(10))
    top = float(marked(picture, "t-top")[0].get("r"))
    distances = {round(math.hypot(*at(head))) for head in marked(picture, "t-head")}
    assert distances == {207}
    assert all(distance > top + 29 for distance in distances)


def test_chairs_stand_askew_in_the_same_way_every_time():
    assert str(draw(Table(seats=people(8)))) == str(draw(Table(seats=people(8))))
    turns = re.findall(r"rotate\((\d+(?:\.\d+)?)\)", str(draw(Table(seats=people(8)))))
    assert [float(turn) for turn in turns[:3]] == [49, 87, 140]


def test_the_colour_of_an_area_is_a_class_and_never_an_inline_style():
    text = str(draw(Table(seats=people(10))))
    assert [seat.get("class") for seat in marked(parse(text), "t-p")] == [f"t-p pk-a{n}" for n in range(1, 11)]
    assert "style" not in text


@pytest.mark.parametrize(
    ("seat", "mark"),
    [
        (Seat(ini="EvR", name="Ellen", lit=True), "t-q"),
        (Seat(ini="EvR", name="Ellen", lit=True), "t-lamp"),
        (Seat(ini="EvR", name="Ellen", turned=True), "t-pad"),
        (Seat(ini="KE", name="Karim", speak=True), "t-halo"),
        (Seat(ini="KE", name="Karim", speak=True), "t-wave"),
        (Seat(ini="FP", name="Fenna", lead=True), "t-lead"),
        (Seat(ini="MH", name="Marieke", you=True), "t-you"),
        (Seat(ini="MH", name="Marieke", cup=True), "t-cup"),
        (Seat(ini="MH", name="Marieke", dots="10"), "t-dot"),
        (Seat(plus=True), "t-plus"),
        (Seat(extra=True, num=7), "t-num"),
        (Seat(), "is-empty"),
        (Seat(ini="HW", away=True), "is-away"),
    ],
)
def test_a_mark_is_drawn_only_when_it_is_meant(seat, mark):
    plain = Seat(ini="PS", name="Pieter")
    assert marked(drawn(plain), mark) == []
    assert marked(drawn(plain, seat), mark) != []


def test_three_arcs_go_from_who_speaks_towards_the_table():
    assert len(marked(drawn(Seat(ini="KE", speak=True)), "t-wave")) == 3


def test_the_lamp_does_not_shine_on_who_is_turned_away():
    assert marked(drawn(Seat(ini="EvR", lit=True, turned=True)), "t-lamp") == []


def test_who_is_turned_away_sits_a_little_further_from_the_table():
    near, far = drawn(Seat(ini="EvR")), drawn(Seat(ini="EvR", turned=True))
    assert math.hypot(*at(marked(far, "t-head")[0])) - math.hypot(*at(marked(near, "t-head")[0])) == pytest.approx(14.5)


def test_a_dot_is_filled_when_the_turn_was_had():
    dots = marked(drawn(Seat(ini="JV", dots="101")), "t-dot")
    assert [dot.get("class") for dot in dots] == ["t-dot on", "t-dot", "t-dot on"]


def test_six_beads_are_filled_by_who_has_a_seat():
    seats = [*people(5), Seat(plus=True), *(Seat(extra=True, num=n) for n in range(7, 11))]
    beads = marked(drawn(*seats, six=True), "t-sixdot")
    assert [bead.get("class") for bead in beads] == ["t-sixdot on"] * 5 + ["t-sixdot"]


def test_cards_on_the_table_say_how_many_and_never_whose():
    picture = drawn(*people(8), cards=(5, 7))
    assert (len(marked(picture, "shut")), len(marked(picture, "todo"))) == (5, 2)
    text = str(draw(Table(seats=people(8), cards=(5, 7))))
    other_order = str(draw(Table(seats=people(8)[::-1], cards=(5, 7))))
    cards = re.compile(r'<g class="t-card.*?</g>')
    assert cards.findall(text) == cards.findall(other_order)


def test_cards_stay_on_the_table_up_to_the_twelfth():
    for card in marked(drawn(*people(8), cards=(12, 12)), "t-card"):
        x, y = map(float, re.match(r"translate\(([-\d.]+) ([-\d.]+)\)", card.get("transform")).groups())
        assert math.hypot(x, y) + 27 < 150


def test_a_grey_person_has_no_initials_and_no_name():
    for seat in (Seat(ini="EvR", name="Ellen", behind=True), Seat(ini="EvR", name="Ellen", nameless=True)):
        texts = [element.text for element in drawn(seat).iter() if element.tag == "text"]
        assert [text for text in texts if text != "EvR"] == []
    assert marked(drawn(Seat(ini="EvR", behind=True)), "t-ini") == []


def test_names_stand_outside_on_a_page_and_not_on_a_phone():
    seats = people(8)
    assert len(marked(drawn(*seats), "t-name")) == 8
    assert marked(drawn(*seats, variant="phone"), "t-name") == []
    assert marked(drawn(*seats, variant="small"), "t-ini") == []


def test_every_mark_on_a_page_has_its_word():
    picture = drawn(
        Seat(ini="A", name="Ellen", lit=True),
        Seat(ini="B", name="Karim", speak=True),
        Seat(ini="C", name="Fenna", lead=True),
        Seat(ini="D", name="Marieke", you=True),
        Seat(ini="E", name="Hans", away=True),
    )
    words = [tag.text for tag in marked(picture, "t-tag")]
    assert words == ["brings the question", "speaks now", "leads", "that is you", "is not here"]


def test_a_long_name_is_shortened_and_the_picture_grows_to_hold_it():
    picture = drawn(Seat(ini="A", name="x"), Seat(ini="B", name="Maria Wilhelmina Catharina Johanna"), Seat(ini="C"))
    assert "Maria Wilhelmina Cath…" in [name.text for name in marked(picture, "t-name")]
    assert float(picture.get("viewBox").split()[2]) > 730


@pytest.mark.parametrize("variant", ["wall", "page"])
def test_every_name_fits_in_the_picture(variant):
    seats = [
        Seat(ini="A", name="Marieke", area="Lage Maasdal", tag="speaks now", dots="10", lit=n == 0) for n in range(10)
    ]
    table = Table(seats=seats, variant=variant)
    x, y, width, height = map(float, parse(draw(table)).get("viewBox").split())
    for spot in sizes.spots(table):
        label = labels.label(spot)
        bottom = label.y + label.lines[0].size * 1.24 * (len(label.lines) - 1)
        assert x <= -label.reach
        assert y <= label.y - label.lines[0].size * 0.75
        assert bottom + 4 <= y + height
        assert label.reach <= x + width


@pytest.mark.parametrize("variant", ["wall", "page"])
@pytest.mark.parametrize("words", [4, 12, 40, 200])
def test_the_question_lies_within_the_table(variant, words):
    picture = drawn(
        *people(6), variant=variant, question="Hoe krijg ik dat " * words, question_title="De vraag van Ellen"
    )
    card = marked(picture, "t-qcard")[0]
    reach = math.hypot(float(card.get("x")), float(card.get("y")))
    assert reach < float(marked(picture, "t-top")[0].get("r")) * 0.85
    bottom = float(card.get("y")) + float(card.get("height"))
    assert all(float(line.get("y")) < bottom for line in marked(picture, "t-qtext"))


def test_a_question_without_spaces_is_broken():
    lines = marked(drawn(Seat(ini="A"), question="x" * 300), "t-qtext")
    assert all(len(line.text) <= 34 for line in lines)


def test_what_people_call_themselves_is_escaped():
    bad = '<script>alert("x")</script>'
    text = str(
        draw(Table(seats=[Seat(ini="<b>", name=bad[:20], area=bad[:20], lit=True)], question=bad, middle=(bad,)))
    )
    assert "<script" not in text
    assert "<b>" not in text
    parse(text)


def test_the_picture_says_the_same_in_words():
    seats = [
        Seat(ini="EvR", name="Ellen", area="Bruinveld", lit=True),
        Seat(ini="FP", name="Fenna", lead=True),
        *people(6)[2:],
        Seat(),
        Seat(),
    ]
    assert drawn(*seats).get("aria-label") == (
        "Round table with 8 chairs: 6 taken, 2 free. Ellen from Bruinveld brings the question. Fenna leads."
    )


def test_the_words_tell_of_cards_beads_and_the_question():
    assert drawn(*people(2), cards=(5, 7)).get("aria-label").endswith("5 of the 7 cards lie on the table.")
    assert drawn(*people(2), question="Hoe?").get("aria-label").endswith("In the middle lies the question: Hoe?")
    six = [*people(5), *(Seat() for _ in range(5))]
    assert drawn(*six, six=True).get("aria-label") == "Table with 10 chairs: 5 taken, 6 needed to begin."


def test_a_grey_person_is_not_named_in_the_words():
    label = drawn(Seat(ini="EvR", name="Ellen", nameless=True, lit=True), *people(2)).get("aria-label")
    assert label == "Round table with 3 people."


def test_the_small_table_is_decoration_beside_words():
    small = drawn(*people(8), variant="small")
    assert (small.get("aria-hidden"), small.get("role")) == ("true", None)
    assert drawn(*people(8), alt="Acht mensen").get("aria-label") == "Acht mensen"
    assert drawn(*people(8), alt="").get("aria-hidden") == "true"


def test_with_the_back_turned_your_chair_is_nearest():
    others = [Seat(ini=f"P{n}", behind=True) for n in range(6)]
    picture = drawn(*others[:3], Seat(ini="EvR", turned=True, col=8), *others[3:], variant="back")
    you = next(seat for seat in marked(picture, "t-p") if "is-turned" in seat.get("class"))
    assert round(angle(*at(marked(you, "t-head")[0]))) == 180


def test_the_tag_takes_a_table_or_seats_with_fields():
    page = engines["django"].from_string('{% round_table table %}|{% round_table seats variant="small" %}')
    one, other = page.render({"table": Table(seats=people(3)), "seats": people(3)}).split("|")
    assert one == str(draw(Table(seats=people(3))))
    assert other == str(draw(Table(seats=people(3), variant="small")))


@pytest.mark.parametrize("count", range(11))
@pytest.mark.parametrize("variant", list(sizes.SIZES))
def test_any_number_of_people_makes_a_sound_picture(variant, count):
    table = Table(seats=people(count), variant=variant, six=True, cards=(count, 10), middle=("1", "2", "3"))
    parse(draw(table))


def test_a_picture_is_remembered_and_what_somebody_wrote_is_not():
    chairs = [Seat(ini="EvR", name="Ellen", lit=True), Seat(ini="PS", name="Pieter")]
    draw(Table(seats=chairs, variant="wall", question="Waarom zwijgt de raad over Kanarie?"))
    assert "Kanarie" not in str(sys.modules["praktijkkring.ui.table.draw"]._pictures)
    assert draw(Table(seats=list(chairs))) is draw(Table(seats=list(chairs)))
    chairs[1].speak = True
    assert "is-speak" in draw(Table(seats=chairs))


def test_a_remembered_picture_speaks_the_language_of_its_reader():
    table = Table(seats=[Seat(ini="EvR", name="Ellen", lead=True)])
    with translation.override("en"):
        english = draw(table)
    with translation.override("nl"):
        assert draw(table) != english
