"""Where something stands in a file: ``line_of(text, "steps[2].inputs[0].who")`` → 41, or None."""

import re

HEADER = re.compile(r"^\s*\[\[?\s*([^\[\]]+?)\s*\]?\]")
PART = re.compile(r"([^.\[\]]+)((?:\[\d+\])*)")


def line_of(text: str, where: str) -> int | None:
    """The line of a property, or of the table it should stand in; None when neither is found."""
    wanted = _parts(where)
    best: tuple[int, int] | None = None
    counts: dict[str, int] = {}
    here: tuple[str, ...] = ()
    for number, line in enumerate(text.split("\n"), start=1):
        if header := HEADER.match(line):
            here = _entered(header[1].replace(" ", ""), counts)
            found = here
        else:
            name = line.partition("=")[0].strip().replace('"', "")
            found = (*here, *name.split(".")) if name and "=" in line else ()
        shared = _shared(found, wanted)
        if found and shared and shared == min(len(found), len(wanted)) and (best is None or shared > best[0]):
            best = (shared, number)
    return best[1] if best else None


def _parts(where: str) -> tuple[str, ...]:
    """steps[2].inputs[0].who → ("steps[2]", "inputs[0]", "who")"""
    return tuple(part[0] for part in PART.finditer(where))


def _entered(path: str, counts: dict[str, int]) -> tuple[str, ...]:
    """The numbered path of a table that begins here; what lies deeper begins to count again."""
    parts: list[str] = []
    names = path.split(".")
    for index, name in enumerate(names):
        bare = ".".join(names[: index + 1])
        if index == len(names) - 1:
            counts[bare] = counts.get(bare, -1) + 1
            for deeper in [one for one in counts if one.startswith(bare + ".")]:
                del counts[deeper]
        parts.append(f"{name}[{counts[bare]}]" if bare in counts else name)
    return tuple(parts)


def _shared(found: tuple[str, ...], wanted: tuple[str, ...]) -> int:
    count = 0
    for one, other in zip(found, wanted, strict=False):
        if one != other and one != other.partition("[")[0]:
            break
        count += 1
    return count
