"""One date of a season, with one case-bringer and one question."""

import datetime as dt
import uuid
import zoneinfo

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from circles.models import Membership

from .question import Question
from .season import MOST_MEETINGS, Season


class Meeting(models.Model):
    """A bijeenkomst. Date and times are wall-clock times in ``zone``: 19:30 stays 19:30."""

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        SCHEDULED = "scheduled", _("date is set")
        CONFIRMED = "confirmed", _("confirmed")
        LIVE = "live", _("going on")
        DONE = "done", _("done")
        CANCELLED = "cancelled", _("cancelled")

    season = models.ForeignKey(Season, verbose_name=_("season"), on_delete=models.CASCADE, related_name="meetings")
    number = models.PositiveSmallIntegerField(_("number"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PLANNED)
    date = models.DateField(_("date"), null=True, blank=True)
    starts = models.TimeField(_("starts"), default=dt.time(19, 30))
    ends = models.TimeField(_("ends"), default=dt.time(22, 0))
    zone = models.CharField(_("time zone"), max_length=64, default="Europe/Amsterdam")
    place = models.CharField(_("place"), max_length=200, blank=True)
    link = models.URLField(_("link for an online meeting"), max_length=500, blank=True)
    facilitator = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("facilitator"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="facilitates",
    )
    deputy = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("deputy"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    case_bringer = models.ForeignKey(
        Membership,
        verbose_name=_("case-bringer"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="brings",
    )
    reserve = models.ForeignKey(
        Membership, verbose_name=_("reserve"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    question = models.ForeignKey(
        Question,
        verbose_name=_("burning question"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="meetings",
    )
    uid = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    sequence = models.PositiveIntegerField(_("times changed"), default=0)
    # When people were last told of this date: nobody is reminded of what they have only just heard.
    asked_at = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(_("made"), default=timezone.now)

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ["season", "number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(number__gte=1, number__lte=MOST_MEETINGS),
                name="meeting_number_one_to_eight",
                violation_error_message=_("A season has at most eight meetings."),
            ),
            models.UniqueConstraint(
                fields=["season", "number"],
                condition=~Q(state="cancelled"),
                name="meeting_number_once",
                violation_error_message=_("This season already has a meeting with this number."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["confirmed", "live", "done"])
                | Q(case_bringer__isnull=False, question__isnull=False, date__isnull=False),
                name="meeting_confirmed_has_one_case",
                violation_error_message=_("A confirmed meeting has a date, a case-bringer and a question."),
            ),
            models.CheckConstraint(
                condition=Q(case_bringer__isnull=True, question__isnull=True) | Q(case_bringer__isnull=False),
                name="meeting_question_needs_case_bringer",
            ),
            models.CheckConstraint(
                condition=Q(ends__gt=F("starts")),
                name="meeting_ends_after_it_starts",
                violation_error_message=_("A meeting ends after it starts, on the same day."),
            ),
            models.CheckConstraint(
                condition=Q(reserve__isnull=True) | Q(case_bringer__isnull=True) | ~Q(reserve=F("case_bringer")),
                name="meeting_reserve_is_somebody_else",
                violation_error_message=_("The reserve is somebody else than the case-bringer."),
            ),
            models.UniqueConstraint(
                fields=["question"],
                condition=Q(question__isnull=False) & ~Q(state="cancelled"),
                name="meeting_question_once",
                violation_error_message=_("This question is already central in another meeting."),
            ),
        ]

    def __str__(self):
        return f"{self.season} {self.number}"

    @property
    def starts_at(self) -> dt.datetime | None:
        """The moment it starts, or None while there is no date."""
        return self._moment(self.starts)

    @property
    def ends_at(self) -> dt.datetime | None:
        return self._moment(self.ends)

    def _moment(self, time):
        if self.date is None:
            return None
        return dt.datetime.combine(self.date, time, tzinfo=zoneinfo.ZoneInfo(self.zone))


class Attendance(models.Model):
    """What a member answered, and whether they were there."""

    class Answer(models.TextChoices):
        YES = "yes", _("I come")
        MAYBE = "maybe", _("I do not know yet")
        NO = "no", _("I do not come")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="attendances")
    answer = models.CharField(max_length=5, choices=Answer, blank=True)
    answered_at = models.DateTimeField(null=True)
    present_from = models.DateTimeField(null=True)
    present_until = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "membership"], name="attendance_once")]

    def __str__(self):
        return f"{self.membership_id} {self.meeting_id} {self.answer}"
