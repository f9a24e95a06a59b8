"""When two spellings are one name: without capitals, accents and punctuation. Pure."""

import re
import unicodedata
from collections.abc import Iterable

# From how many letters on one slip, or two, still leave a name recognisable.
ONE_SLIP = 5
TWO_SLIPS = 8
TELLS_APART = 3
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
    """The keys that are probably meant by ``key`` and are not it, best first.

    Slips of the finger in the words that differ ('winterswjk'), words written together or apart, and a letter that
    tells two places of one name apart ('bergen' is 'bergen l' or 'bergen nh'). 'annaville' is not 'danville', and
    'gemeente ede' is not 'gemeente epe'.
    """
    slips = {other: _slips(key, other) for other in known if other != key}
    found = sorted((number, other) for other, number in slips.items() if number is not None)
    return [other for _number, other in found[:most]]


def _slips(one: str, other: str) -> int | None:
    """How many letters were mistyped; None when these are two names."""
    if one.replace(" ", "") == other.replace(" ", ""):
        return 0
    left, right = _without_the_same_words(one.split(), other.split())
    if not left:
        return 0 if len(right) <= TELLS_APART else None
    longest = max(len(left), len(right))
    allowed = (longest >= ONE_SLIP) + (longest >= TWO_SLIPS)
    if left[:1] != right[:1]:  # the first letter is seldom wrong, and then it is all that is wrong
        allowed = min(allowed, 1)
    if abs(len(left) - len(right)) > allowed:
        return None
    number = _distance(left, right)
    return number if number <= allowed else None


def _without_the_same_words(one: list[str], other: list[str]) -> tuple[str, str]:
    while one and other and one[0] == other[0]:
        one, other = one[1:], other[1:]
    while one and other and one[-1] == other[-1]:
        one, other = one[:-1], other[:-1]
    return " ".join(one), " ".join(other)


def _distance(one: str, other: str) -> int:
    """Letters to add, leave out, change or swap with the next one (optimal string alignment)."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, left in enumerate(one, start=1):
        row = [i]
        for j, right in enumerate(other, start=1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (left != right))
            if i > 1 and j > 1 and left == other[j - 2] and one[i - 2] == right:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before, last = last, row
    return last[-1]
