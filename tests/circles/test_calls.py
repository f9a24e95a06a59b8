"""Open themes: found by what people look for, shared with a card; by invitation only is nowhere to be found."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from circles import calls, card
from tests import factories

CANARY = "KANARIE-besloten"


@pytest.fixture
def coordinator(db):
    return factories.make_user("Tineke Bos", is_coordinator=True)


@pytest.fixture
def some(coordinator):
    """Three open ones and one by invitation."""
    told = [
        ("Erven", "ruimte", "PV21", "samen"),
        ("Buurten", "ruimte", "", "online"),
        ("Jeugd", "jeugd", "PV31", "samen"),
    ]
    for name, field, region, form in told:
        factories.make_circle(name, coordinator, field=field, region=region, form=form, is_public=True)
    hidden = {"description": CANARY, "ambition": CANARY, "when": CANARY, "field": "water", "region": "PV24"}
    return factories.make_circle(CANARY, coordinator, theme=CANARY, form="hybride", is_public=False, **hidden)


def names(client, query=""):
    page = client.get(reverse("circles:open") + query)
    return [circle.name for circle, _table in page.context["calls"]]


def counts(client, query=""):
    page = client.get(reverse("circles:open") + query)
    return {f.name: {c.value: c.count for c in f.choices} for f in page.context["filters"]}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Jeugd", "Buurten", "Erven"]),
        ("?veld=ruimte", ["Buurten", "Erven"]),
        ("?vorm=samen", ["Jeugd", "Erven"]),
        ("?gebied=PV21", ["Erven", "Buurten"]),
        ("?gebied=land", ["Buurten"]),
        ("?veld=ruimte&gebied=PV31", ["Buurten"]),
        ("?veld=water", []),
        ("?veld=<script>&gebied=PV99&blad=-3", ["Jeugd", "Buurten", "Erven"]),
        ("?blad=2", []),
    ],
)
def test_what_one_looks_for_is_found_by_an_address_that_can_be_shared(client, some, query, found):
    assert names(client, query) == found


def test_every_choice_says_how_much_it_would_show(client, some):
    assert counts(client) == {
        "veld": {"ruimte": 2, "jeugd": 1},
        "gebied": {"land": 1, "PV21": 2, "PV31": 2},
        "vorm": {"samen": 2, "online": 1},
    }
    assert counts(client, "?veld=ruimte")["vorm"] == {"samen": 1, "online": 1}
    for value, count in counts(client)["gebied"].items():
        assert len(names(client, f"?gebied={value}")) == count


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(client, coordinator, rows, django_assert_num_queries):
    for number in range(rows):
        factories.make_members(factories.make_circle(f"Kring {number}", coordinator, is_public=True), 2)
    with django_assert_num_queries(3):
        client.get(reverse("circles:open"))


@pytest.mark.parametrize("state", ["proposed", "running", "resting", "closed"])
def test_only_a_circle_that_forms_is_a_call(client, coordinator, state):
    circle = factories.make_circle("Erven", coordinator, state=state, is_public=True)
    assert client.get(reverse("circles:theme", args=[circle.pk, "erven"])).status_code == 404
    assert calls.addresses() == []


def test_a_circle_by_invitation_is_nowhere_to_be_found(client, some):
    """Pages, filters, counts, card, map of the site, front page: with the address known as well."""
    addresses = [
        reverse(name) for name in ("home", "circles:open", "circles:proposals", "circles:sitemap", "circles:robots")
    ]
    addresses += [reverse("circles:open") + query for query in ("?veld=water", "?gebied=PV24", "?vorm=hybride")]
    for address in addresses:
        body = client.get(address).content.decode()
        assert CANARY not in body, address
        assert f"/themas/{some.pk}" not in body, address
    body = client.get(reverse("circles:open")).content.decode()
    assert "Flevoland" not in body
    assert 'value="water"' not in body
    for name, more in (("theme", [some.slug]), ("call", []), ("call_card", []), ("proposal", [])):
        found = client.get(reverse(f"circles:{name}", args=[some.pk, *more]))
        none = client.get(reverse(f"circles:{name}", args=[999_999, *more]))
        assert (found.status_code, none.status_code) == (404, 404), name
        assert CANARY not in found.content.decode().replace(f"KANARIE-{some.slug}", "")


def test_the_address_is_readable_and_follows_the_name(client, coordinator):
    circle = factories.make_circle("Súdwest & de Zee!", coordinator, is_public=True)
    page = reverse("circles:theme", args=[circle.pk, "sudwest-de-zee"])
    assert client.get(reverse("circles:call", args=[circle.pk]))["Location"] == page
    assert client.get(reverse("circles:theme", args=[circle.pk, "hoe-het-heette"]))["Location"] == page
    assert client.get(page).status_code == 200
    circle.name = "🌾🌾"
    assert circle.slug == "kring"


def test_the_page_previews_itself(client, coordinator, settings):
    circle = factories.make_circle('Erf "en" <b>', coordinator, theme="Wat kan er & wat niet?", is_public=True)
    page = client.get(reverse("circles:theme", args=[circle.pk, circle.slug])).content.decode()
    assert '<meta property="og:title" content="Erf &quot;en&quot; &lt;b&gt;">' in page
    assert f'<meta property="og:image" content="{settings.PUBLIC_URL}/themas/{circle.pk}/kaart.png">' in page
    assert f'<link rel="canonical" href="{settings.PUBLIC_URL}/themas/{circle.pk}-erf-en-b/">' in page
    assert page.count("og:description") == 1
    assert "Wat kan er &amp; wat niet?" in page


def test_the_card_is_a_png_and_is_drawn_once(client, coordinator, monkeypatch):
    cache.clear()
    circle = factories.make_circle("Erven", coordinator, is_public=True)
    drawn = []
    monkeypatch.setattr(card, "draw", lambda told, draw=card.draw: drawn.append(told) or draw(told))
    for _time in range(2):
        picture = client.get(reverse("circles:call_card", args=[circle.pk]))
    assert (picture["Content-Type"], picture.content[:8]) == ("image/png", b"\x89PNG\r\n\x1a\n")
    assert (int.from_bytes(picture.content[16:20]), int.from_bytes(picture.content[20:24])) == (card.WIDTH, card.HEIGHT)
    assert len(drawn) == 1
    factories.make_member(circle, 1)
    client.get(reverse("circles:call_card", args=[circle.pk]))
    assert len(drawn) == 2


def test_no_text_of_people_is_code_on_the_card(coordinator):
    nasty = '#panic("x") $ \\ " ] #read("/etc/passwd") \u202e 日本'
    circle = factories.make_circle(nasty, coordinator, theme=nasty * 5, when=nasty, is_public=True)
    assert card.card(calls.calling(circle.pk))[:4] == b"\x89PNG"


def test_everybody_reads_who_coordinates_and_nobody_else_is_named(client, coordinator):
    circle = factories.make_circle("Erven", coordinator, is_public=True)
    members = factories.make_members(circle, 3)
    page = client.get(reverse("circles:theme", args=[circle.pk, circle.slug])).content.decode()
    assert "Tineke Bos" in page
    assert [m for m in members if m.user.name in page or m.user.first_name in page] == []


def test_the_map_of_the_site_lists_open_calls(client, some):
    body = client.get(reverse("circles:sitemap")).content.decode()
    assert body.count("<loc>") == 4 + 3


def test_a_circle_is_founded_with_three_answers_and_described_better_later(client, coordinator):
    client.force_login(coordinator)
    told = {"name": "Erven", "theme": "Wat kan\nhier?", "agreement_text": "Wij zwijgen.", "is_public": "on"}
    client.post(reverse("circles:found"), told)
    circle = calls.open_calls().get()
    assert (circle.theme, circle.field, circle.region, circle.form) == ("Wat kan hier?", "anders", "", "samen")
    more = told | {"field": "ruimte", "region": "PV21", "form": "hybride", "decides_on": "2027-01-31"}
    assert client.post(reverse("circles:edit", args=[circle.pk]), more).status_code == 302
    circle = calls.open_calls().get()
    assert (circle.field, circle.region, circle.form) == ("ruimte", "PV21", "hybride")
    page = client.get(reverse("circles:edit", args=[circle.pk])).content.decode()
    assert 'value="2027-01-31"' in page
    assert '<details class="ci-fold" open>' in page
