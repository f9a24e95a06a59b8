"""The whole rehearsal, signed, as it lies in the page between two actions. Nothing of it is kept on the server."""

from django.core import signing

from intervision.engine import Method
from intervision.engine.jsonable import Malformed

from .stage import Stage

LONGEST = 60_000  # letters: some eight times what a whole rehearsal takes
HOURS = 12


class Spoiled(Exception):
    """What came back is not what was given: forged, of another method, or too old."""


class TooLong(Exception):
    pass


def _salt(method: Method) -> str:
    return f"intervision.rehearsal/{method.key}/{method.version}/{len(method.steps)}"


def seal(stage: Stage) -> str:
    """Raises TooLong when somebody wrote more than a rehearsal can carry."""
    letters = signing.dumps(stage.to_dict(), salt=_salt(stage.method), compress=True)
    if len(letters) > LONGEST:
        raise TooLong
    return letters


def unseal(method: Method, letters: str) -> Stage:
    if len(letters) > LONGEST:
        raise TooLong
    try:
        data = signing.loads(letters, salt=_salt(method), max_age=HOURS * 3600)
        return Stage.from_dict(method, data)
    except (signing.BadSignature, Malformed) as error:
        raise Spoiled from error
