"""Who can when: dates that are proposed for a season, and what members said of them."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from circles.models import Membership

from .season import FEWEST_MEETINGS, MOST_MEETINGS, Season


class Polls(models.QuerySet):
    def on(self):
        """About seasons that did not start, and neither picked nor stopped."""
        return self.filter(picked_at=None, stopped_at=None, season__state=Season.State.PLANNED)


class Poll(models.Model):
    """A circle is asked about the dates of a season that has not started; there is one at most. ``wanted`` are picked.

    Answers are taken until the end of the day ``closes_on``. ``version`` rises with each change of the question.
    A poll that was stopped keeps its dates, for who asks again, and no answers.
    """

    season = models.OneToOneField(Season, on_delete=models.CASCADE, related_name="poll")
    wanted = models.PositiveSmallIntegerField(_("how many are picked"))
    closes_on = models.DateField(_("answer until"))
    opened_at = models.DateTimeField(default=timezone.now)
    picked_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    objects = Polls.as_manager()

    class Meta:
        verbose_name = _("date poll")
        verbose_name_plural = _("date polls")
        constraints = [
            models.CheckConstraint(
                condition=Q(wanted__gte=FEWEST_MEETINGS, wanted__lte=MOST_MEETINGS), name="poll_wants_five_to_eight"
            ),
        ]

    def __str__(self):
        return f"poll {self.season_id}"

    @property
    def is_open(self) -> bool:
        """Its dates were not picked, and it was not stopped."""
        return self.picked_at is None and self.stopped_at is None


class ProposedDate(models.Model):
    """One day with its times. They never change: another day or time is another row, so that an answer stays true."""

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="dates")
    date = models.DateField(_("date"))
    starts = models.TimeField(_("starts"))
    ends = models.TimeField(_("ends"))
    place = models.CharField(_("place"), max_length=200, blank=True)
    link = models.URLField(_("link for an online meeting"), max_length=500, blank=True)

    class Meta:
        ordering = ["date"]
        constraints = [
            models.UniqueConstraint(
                fields=["poll", "date"],
                name="proposed_date_once",
                violation_error_message=_("Two proposals fall on the same day."),
            ),
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="proposed_date_ends_after_it_starts"),
        ]

    def __str__(self):
        return f"{self.poll_id} {self.date}"


class PollAnswer(models.Model):
    """What one member said of one date."""

    class Answer(models.TextChoices):
        YES = "yes", _("yes")
        MAYBE = "maybe", _("if need be")
        NO = "no", _("no")

    proposed = models.ForeignKey(ProposedDate, on_delete=models.CASCADE, related_name="answers")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="poll_answers")
    answer = models.CharField(max_length=5, choices=Answer)
    answered_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["proposed", "membership"], name="poll_answer_once")]

    def __str__(self):
        return f"{self.membership_id} {self.proposed_id} {self.answer}"
