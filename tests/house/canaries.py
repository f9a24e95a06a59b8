"""Finding texts that somebody may not read, in whatever bytes left the product or were stored."""

import base64
import re

from tests.house.world import CIRCLE, TABLE

SIGN = re.compile(r"KANARIE-([a-z_]+)-(\d{3})")


# Who may run circles reads what people add to "me too".
# Who sits in a circle, or coordinates it, sees the register numbers of who leads there.
INSIDERS = {"member", "unsigned_member", "case_bringer", "facilitator", "coordinator"}
# A draft of an agreement lies unlocked, as the agreement does, and is yet for coordinators alone.
UNLOCKED = re.compile(r"KANARIE-drafter-")
GROUPS = {
    "drafter": {"coordinator"},
    "insiders": INSIDERS,
    "circle": set(CIRCLE),
    "table": set(TABLE),
    "adopters": {"coordinator", "other_coordinator"},
}


def readers(audience: str) -> set[str]:
    """The roles that may read a canary."""
    return GROUPS.get(audience, {audience})


def found(data: bytes | str) -> set[str]:
    """Every canary in ``data``, also in UTF-16 or base64, as ``KANARIE-<audience>-<n>``."""
    data = data.encode() if isinstance(data, str) else data
    texts = [data.decode(errors="ignore"), data.replace(b"\0", b"").decode(errors="ignore")]
    texts += [_decoded(chunk) for chunk in re.findall(rb"[A-Za-z0-9+/_-]{24,}={0,2}", data)]
    return {match[0] for text in texts for match in SIGN.finditer(text)}


def leaks(data: bytes | str, role: str | None) -> set[str]:
    """The canaries in ``data`` that ``role`` may not read; None is a place that nobody reads content from."""
    return {sign for sign in found(data) if role is None or role not in readers(SIGN.match(sign)[1])}


def _decoded(chunk: bytes) -> str:
    out = []
    for offset in range(4):
        part = chunk[offset:].rstrip(b"=")
        part = part[: len(part) - len(part) % 4].translate(bytes.maketrans(b"-_", b"+/"))
        out.append(base64.b64decode(part).decode(errors="ignore"))
    return "\n".join(out)
