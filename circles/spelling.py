"""When two spellings are one name: without capitals, accents and punctuation. Pure."""

import difflib
import re
import unicodedata
from collections.abc import Iterable

CLOSE = 0.82
_SHORT = {"gem": "gemeente", "prov": "provincie", "wsch": "waterschap", "st": "stichting", "univ": "universiteit"}


def key_of(name: str) -> str:
    """'Gem. Súdwest-Fryslân' and 'gemeente sudwest fryslan' give the same key; 'B.V.' is 'bv'."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    plain = re.sub(r"['’`´.]", "", plain.replace("&", " en "))
    words = re.sub(r"[^\w]+", " ", plain).split()
    if words and words[0] in _SHORT and len(words) > 1:
        words[0] = _SHORT[words[0]]
    return " ".join(words)[:200]


def key_of_area(name: str) -> str:
    """The same; and 'Gemeente Utrecht' is 'Utrecht', because most areas are municipalities."""
    key = key_of(name)
    return key.removeprefix("gemeente ") or key


def close(key: str, known: Iterable[str], most: int = 3) -> list[str]:
    """The keys that look much like ``key`` and are not it, best first."""
    return [found for found in difflib.get_close_matches(key, list(known), n=most, cutoff=CLOSE) if found != key]
