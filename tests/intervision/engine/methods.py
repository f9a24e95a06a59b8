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
