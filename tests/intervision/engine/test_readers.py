"""Who reads what: turned away, in groups, by choice, at the end."""

from intervision.engine import Code, Kind, Viewer, fates, harvest
from intervision.engine import commands as ask
from intervision.engine.text import Text
from intervision.engine.vocabulary import Harvest, Role

from .circle import Circle
from .methods import asks, method


def test_an_ending_that_was_laid_closed_opens_in_the_step_that_shows_it():
    circle = Circle(
        method(
            {"inputs": [asks("statement", by="bringer")], "reveal": "later", "floor": {"bringer": ["speak"]}},
            {},
            {"acts": [{"by": "bringer", "do": "show", "on": "s0"}]},
        )
    )
    ending = circle.put("ellen", "statement")
    circle.do(ask.Next())
    circle.do(ask.Next())
    assert ending not in circle.ids_seen("p1")
    assert circle.refused(ask.Reveal(), "p1") is Code.NOT_YOUR_TASK
    circle.do(ask.Reveal(), "ellen")
    assert ending in circle.ids_seen("p1")


def test_who_sits_turned_away_sees_only_their_own_notes():
    circle = Circle(
        method(
            {"inputs": [asks("question", shown="live")]},
            {"place": "back", "inputs": [asks("note", by="bringer", shown="private"), asks("reading", shown="live")]},
            {},
        )
    )
    question = circle.put("p1", "question")
    assert question in circle.ids_seen("ellen")
    circle.do(ask.Next())
    note, reading = circle.put("ellen", "note"), circle.put("p1", "reading")
    seen = circle.view("ellen")
    assert (seen.pad, {item.id for item in seen.items}, seen.entered, seen.work) == (True, {note}, None, ())
    assert not circle.seen(Viewer.everybody(Role.BRINGER)).items
    assert not circle.seen(Viewer.everybody(Role.SCREEN)).items
    assert circle.ids_seen("p2") == {question, reading}
    circle.do(ask.InsertFree())
    assert circle.ids_seen("ellen") == {note}
    circle.do(ask.Next())
    circle.do(ask.Next())
    assert circle.ids_seen("ellen") == {question, note, reading}
    circle.put("ellen", "note", item=note, step=1)


def test_an_insight_may_be_kept_to_oneself_where_the_method_offers_it():
    insight = asks("insight", by="everyone", shown="live", private_choice=True, harvest="insight")
    circle = Circle(method({"inputs": [insight, asks("reading", shown="live")], "keep": "group"}))
    own = circle.put("p1", "insight", private=True)
    assert own in circle.ids_seen("p1")
    assert own not in circle.ids_seen("p2") | circle.ids_seen("fenna")
    assert circle.refused(ask.Put(item="x", kind=Kind.READING, step=0, private=True), "p1") is Code.NOT_NOW
    assert fates(circle.method, circle.state, circle.items.values()) == {own: "author"}


def test_a_written_for_case_bringer_is_read_by_the_case_bringer_alone():
    circle = Circle(method({"inputs": [asks("advice", by="scribe", shown="bringer")], "keep": "bringer"}))
    circle.do(ask.Appoint("scribe", "p1"))
    card = circle.put("p1", "advice")
    assert card in circle.ids_seen("ellen") & circle.ids_seen("p1")
    assert card not in circle.ids_seen("p2") | circle.ids_seen("fenna")
    assert fates(circle.method, circle.state, circle.items.values()) == {card: "bringer"}


def test_in_groups_each_sees_the_cards_of_the_own_group_until_all_are_together_again():
    circle = Circle(method({"subgroups": 3, "inputs": [asks("reading", shown="live")]}, {}), 7)
    mine, other = circle.state.groups
    card = circle.put(mine[0], "reading")
    assert card in circle.ids_seen(mine[1])
    assert card not in circle.ids_seen(other[0]) | circle.ids_seen("ellen")
    circle.do(ask.Next())
    assert card in circle.ids_seen(other[0]) & circle.ids_seen("ellen")


def test_an_anonymous_card_hides_its_author():
    circle = Circle(method({"inputs": [asks("offer", shown="live", identity="anon")]}))
    card = circle.items[circle.put("p1", "offer")]
    from intervision.engine import Sight  # noqa: PLC0415

    def named(person):
        return Sight(circle.method, circle.state, Viewer.of(circle.method, circle.state, person)).named(card)

    assert (named("p1"), named("p2"), named("fenna")) == (True, False, False)


def test_closing_keeps_what_the_method_says_and_erases_the_rest():
    circle = Circle(
        method(
            {"inputs": [asks("question", shown="live")], "keep": "none"},
            {"inputs": [asks("note", by="bringer", shown="private")], "keep": "bringer"},
            {"inputs": [asks("advice", shown="live")], "keep": "bringer"},
            {"inputs": [asks("reading", shown="live")], "keep": "group"},
            {"inputs": [asks("statement", by="bringer", shown="live", harvest="commitment")], "keep": "carry"},
            {"inputs": [asks("offer")], "keep": "group"},
        )
    )
    kept = {}
    for kind, by in [
        ("question", "p1"),
        ("note", "ellen"),
        ("advice", "p1"),
        ("reading", "p1"),
        ("statement", "ellen"),
    ]:
        kept[kind] = circle.put(by, kind)
        circle.do(ask.Next())
    kept["offer"] = circle.put("p1", "offer")
    circle.do(ask.Close())
    found = fates(circle.method, circle.state, circle.items.values())
    assert [found[kept[kind]] for kind in ("question", "note", "advice", "reading", "statement", "offer")] == [
        "erased",
        "author",
        "bringer",
        "group",
        "carry",
        "erased",
    ]
    lines = harvest(circle.method, circle.state, circle.items.values())
    assert [item.id for item in lines[Harvest.COMMITMENT]] == [kept["statement"]]
    assert circle.refused(ask.Next()) is Code.CLOSED
    assert circle.refused(ask.Put(item="x", kind=Kind.OFFER, step=5), "p1") is Code.CLOSED


def test_an_insight_that_was_only_begun_stays_with_its_author():
    circle = Circle(
        method({"inputs": [asks("insight", by="everyone", shown="live", harvest="insight")], "keep": "carry"})
    )
    begun = circle.put("p1", "insight", draft=True)
    assert fates(circle.method, circle.state, circle.items.values()) == {begun: "author"}


def test_lines_of_the_harvest_may_come_until_the_run_closes():
    circle = Circle(method({"inputs": [asks("question", by="bringer", shown="live", harvest="real_question")]}, {}))
    circle.do(ask.Next())
    late = circle.put("ellen", "question", step=0)
    assert late in circle.ids_seen("p1")


def test_what_was_written_for_one_case_bringer_is_not_for_the_next():
    advice = asks("advice", by="scribe", shown="bringer")
    circle = Circle(method({"repeat": "member", "inputs": [advice], "keep": "bringer"}, {}), 3)
    card = circle.put("fenna", "advice")
    assert card in circle.ids_seen("ellen")
    circle.do(ask.Next())
    assert circle.state.bringers_now(circle.method) == ("p1",)
    assert card not in circle.ids_seen("p1")
    assert card in circle.ids_seen("ellen")


def test_a_sentence_begins_with_a_capital_also_when_there_is_no_name_to_say():
    text = Text.of({"nl": "{bringer}, zie jij {bringer}? {bringer} luistert."})
    assert text.say("nl") == "De casusinbrenger, zie jij de casusinbrenger? De casusinbrenger luistert."
    assert text.say("nl", bringer="Ellen") == "Ellen, zie jij Ellen? Ellen luistert."
    assert text.say("nl", bringer=r"\1") == r"\1, zie jij \1? \1 luistert."
