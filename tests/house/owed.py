"""What breaks a rule of the house and is still to be mended. This list may only become shorter."""

# rule: {path: how many times}
OWED: dict[str, dict[str, int]] = {
    "a view asks the door, it does not query": {},
    "content is fetched behind the door": {},
    "short functions": {},
}


def still_wrong(rule: str, found: list[str]) -> list[str]:
    """``found`` (``path: what``) without what is owed; and a line for each debt that was paid and not crossed out."""
    counts: dict[str, int] = {}
    for line in found:
        counts[line.split(":")[0]] = counts.get(line.split(":")[0], 0) + 1
    owed = OWED.get(rule, {})
    wrong = [line for line in found if counts[line.split(":")[0]] > owed.get(line.split(":")[0], 0)]
    paid = [
        f"{path}: owes {owed[path]}, has {counts.get(path, 0)}" for path in owed if counts.get(path, 0) < owed[path]
    ]
    return wrong + paid
