"""Methods made by chance, for properties; every text is one a person could type."""

from hypothesis import strategies as st

from intervision.engine import CaseKind, Leading, Preparation, Safety, Text
from intervision.engine.method import Act, Input, Method, Step
from intervision.engine.vocabulary import (
    Closes,
    Harvest,
    Identity,
    Keep,
    Kind,
    Overrun,
    Place,
    Repeat,
    Reveal,
    Role,
    Shown,
    Speech,
    Turns,
    Verb,
    Who,
)

ANYTHING = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
KEYS = st.from_regex(r"[a-z][a-z0-9_-]{0,8}", fullmatch=True)
FEW = {"max_size": 2}


def texts():
    return st.dictionaries(st.sampled_from(["nl", "en"]), ANYTHING, max_size=2).map(Text.of)


def many(strategy):
    return st.lists(strategy, **FEW).map(tuple)


def inputs():
    return st.builds(
        Input, by=st.sampled_from(Who), kind=st.sampled_from(Kind), shown=st.sampled_from(Shown), max=st.integers(0, 9),
        identity=st.sampled_from(Identity), prompt=texts(), opening=texts(), help=texts(),
        harvest=st.none() | st.sampled_from(Harvest), keep=st.none() | st.sampled_from(Keep), private_choice=st.booleans(),
        top=st.integers(1, 9),
    )  # fmt: skip


def acts():
    return st.builds(
        Act, by=st.sampled_from(Who), do=st.sampled_from(Verb), on=KEYS, labels=many(ANYTHING), count=st.integers(0, 9),
        names=st.dictionaries(ANYTHING, texts(), **FEW),
    )  # fmt: skip


def steps(ways=True):
    return st.builds(
        Step, key=KEYS, title=texts(), minutes=st.integers(0, 120), task=st.dictionaries(st.sampled_from(Role), texts(), **FEW),
        script=texts(), watch=many(texts()), turn_seconds=st.integers(0, 900), overrun=st.sampled_from(Overrun),
        floor=st.dictionaries(st.sampled_from(Role), st.frozensets(st.sampled_from(Speech)), **FEW),
        turns=st.sampled_from(Turns), place=st.sampled_from(Place), subgroups=st.integers(0, 5), inputs=many(inputs()),
        acts=many(acts()), reveal=st.sampled_from(Reveal), repeat=st.sampled_from(Repeat), loop_to=KEYS | st.just(""),
        loop_limit=st.integers(0, 5), modules=many(steps(ways=False)) if ways else st.just(()), keep=st.sampled_from(Keep),
        closes=st.sampled_from(Closes),
    )  # fmt: skip


def methods():
    return st.builds(
        Method, key=KEYS, name=texts(), steps=many(steps()), version=st.integers(1, 99), summary=texts(), mistakes=many(texts()),
        kinds=st.frozensets(st.sampled_from(CaseKind)), smallest=st.integers(2, 9), largest=st.integers(2, 12),
        safety=st.sampled_from(Safety), leading=st.sampled_from(Leading), preparation=st.sampled_from(Preparation),
        preparing=texts(), cases=st.integers(1, 5), follow_up=st.booleans(), credit=texts(), sources=many(ANYTHING),
    )  # fmt: skip
