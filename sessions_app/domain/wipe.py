"""Take what was written out of questions, in the transaction of the erasing."""

from circles.models import Circle
from praktijkkring.vault.fields import EncryptedTextField, Sealed
from sessions_app.models import PollAnswer, Question

WRITTEN = tuple(field.name for field in Question._meta.fields if isinstance(field, EncryptedTextField))  # noqa: SLF001


def wipe(circle: Circle) -> None:
    """All questions of a circle whose key is destroyed. Those that no meeting was about go, the others stay empty.

    Who could come when is nobody's business any more either.
    """
    PollAnswer.objects.filter(membership__circle=circle).delete()
    mine = Question.objects.filter(circle=circle)
    mine.filter(meetings__isnull=True).delete()
    mine.update(**dict.fromkeys(WRITTEN, Sealed()), touches=None)


def wipe_own(user) -> None:
    """The same for the questions of one person, in circles that go on and so read that there is nothing."""
    mine = Question.objects.filter(author__user=user)
    mine.filter(meetings__isnull=True).delete()
    for question in mine.filter(circle__erased_at__isnull=True).select_related("circle"):
        for name in WRITTEN:
            setattr(question, name, "")
        question.touches = None
        question.save(update_fields=[*WRITTEN, "touches"])
