"""A pasted list of people is read the way people write it."""

import pytest

from circles.addresses import read


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("roos@x.nl", [("roos@x.nl", "")]),
        (
            "Roos@X.nl, dirk@x.nl;bram@x.nl\n tineke@x.nl ",
            [(f"{n}@x.nl", "") for n in ("roos", "dirk", "bram", "tineke")],
        ),
        ("Roos Mulder <roos@x.nl>", [("roos@x.nl", "Roos Mulder")]),
        (
            '"Mulder, Roos" <roos@x.nl>; Dirk Jansma <dirk@x.nl>',
            [("roos@x.nl", "Roos Mulder"), ("dirk@x.nl", "Dirk Jansma")],
        ),
        ("<roos@x.nl>", [("roos@x.nl", "")]),
        ("mailto:roos@x.nl", [("roos@x.nl", "")]),
        (",;\n ,", []),
        ("José 🐑 <jose@x.nl>", [("jose@x.nl", "José 🐑")]),
    ],
)
def test_it_finds_addresses_and_names(text, people):
    guests, unread = read(text)
    assert [(guest.email, guest.name) for guest in guests] == people
    assert unread == []


@pytest.mark.parametrize(
    "text", ["roos", "roos@", "@x.nl", "roos@x", "Roos <>", "a b@x.nl", "<script>", "roos@x..nl", "\u202eroos"]
)
def test_it_hands_back_what_is_no_address(text):
    assert read(text) == ([], [text])
