"""Small methods for the tests."""

from intervision.engine import Method

SPEAK = {"bringer": ["speak"], "member": ["speak"], "facilitator": ["steer"]}


def method(*steps, **properties):
    """A method of these steps; a step without a key gets ``s0``, ``s1`` …"""
    full = [{"key": f"s{index}", "title": f"S{index}", **step} for index, step in enumerate(steps)]
    return Method.from_dict({"key": "test", "name": "Test", "steps": full, **properties})


def asks(kind, by="member", shown="sealed", **options):
    return {"by": by, "kind": kind, "shown": shown, **options}


def linear():
    """Tell, closed questions, closed readings that are sorted, insights."""
    return method(
        {"floor": {"bringer": ["speak"]}},
        {"inputs": [asks("question", max=5)], "keep": "group"},
        {"inputs": [asks("reading", max=5)], "keep": "group", "floor": SPEAK},
        {"inputs": [asks("insight", shown="live", by="everyone")], "keep": "carry", "floor": SPEAK, "turns": "round"},
    )


def rest_of_the_vocabulary():
    """What no method of the research needs: a member and a scribe who act, a facilitator who writes, four endings."""
    named = asks("offer", by="facilitator", shown="live", max=1)
    return method(
        {"inputs": [named], "closes": "agreement", "overrun": "stop", "turn_seconds": 30, "keep": "group"},
        {"inputs": [asks("question", max=2)], "closes": "entered", "floor": {**SPEAK, "observer": ["ask"]}},
        {"acts": [{"by": "member", "do": "sort", "on": "s1", "labels": ["warm", "cold"]}], "closes": "timer"},
        {"acts": [{"by": "scribe", "do": "pick", "on": "s1"}, {"by": "facilitator", "do": "answer", "on": "s1"}]},
        {"inputs": [asks("statement", by="everyone", shown="live", harvest="agreement")], "keep": "group"},
    )
