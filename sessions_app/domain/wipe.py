"""Take what was written out of the questions of a circle, in the transaction of the erasing."""

from circles.models import Circle
from praktijkkring.vault.fields import EncryptedTextField, Sealed
from sessions_app.models import Question

WRITTEN = tuple(field.name for field in Question._meta.fields if isinstance(field, EncryptedTextField))  # noqa: SLF001


def wipe(circle: Circle) -> None:
    """Questions that no meeting was about go; the others stay as an empty row, because a meeting that was held had one."""
    mine = Question.objects.filter(circle=circle)
    mine.filter(meetings__isnull=True).delete()
    mine.update(**dict.fromkeys(WRITTEN, Sealed()), touches=None)
