"""What each payer owes, how that came about, and what they paid. Rows are added, never changed."""

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from circles.models import Area, Membership

from .budget import Budget


def _together(rows):
    """The sum of ``cents`` of the rows of one share, zero when there are none."""
    of_share = rows.filter(share=OuterRef("pk")).order_by().values("share").annotate(all=Sum("cents")).values("all")
    return Coalesce(Subquery(of_share), 0, output_field=models.IntegerField())


class Shares(models.Manager):
    """Every share comes with what was corrected and what is in, in the same query."""

    def get_queryset(self):
        in_hand = Payment.objects.filter(taken_back_at__isnull=True)
        sums = {"corrected_cents": _together(Correction.objects.all()), "paid_cents": _together(in_hand)}
        return super().get_queryset().annotate(**sums)


class Revision(models.Model):
    """Once that the shares of a fixed division followed who joined and who left. The fixing itself has no row."""

    budget = models.ForeignKey(Budget, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveSmallIntegerField()
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["budget", "number"], name="revision_number_once")]

    def __str__(self):
        return f"revision {self.budget_id} {self.number}"


class Share(models.Model):
    """What one payer owes: a member, or an area for all its members. Stored once seen, never recomputed.

    ``cents`` is what it was at first, by the fixing or by ``revision``; corrections come beside it.
    """

    budget = models.ForeignKey(Budget, on_delete=models.CASCADE, related_name="shares")
    membership = models.ForeignKey(Membership, null=True, on_delete=models.PROTECT, related_name="shares")
    area = models.ForeignKey(Area, null=True, on_delete=models.PROTECT, related_name="+")
    # For an area: the members that it pays for, as it was when the division was fixed. Who moves later stays with it.
    carried_by = models.ManyToManyField(Membership, related_name="+")
    cents = models.PositiveIntegerField()
    created_at = models.DateTimeField(default=timezone.now)
    revision = models.ForeignKey(Revision, null=True, on_delete=models.CASCADE, related_name="new_shares")

    objects = Shares()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(membership__isnull=False) ^ Q(area__isnull=False), name="share_one_kind_of_payer"
            ),
            models.UniqueConstraint(fields=["budget", "membership"], name="share_once_per_member"),
            models.UniqueConstraint(fields=["budget", "area"], name="share_once_per_area"),
        ]

    def __str__(self):
        return f"share {self.pk}"

    @property
    def payer(self) -> tuple[str, int]:
        """Who pays, as a key: an area, or a member."""
        return ("area", self.area_id) if self.area_id else ("member", self.membership_id)

    @property
    def owed_cents(self) -> int:
        """What it is now, corrections included."""
        return self.cents + self.corrected_cents

    @property
    def open_cents(self) -> int:
        """Above zero what is still to be paid, below zero what was paid too much."""
        return self.owed_cents - self.paid_cents

    @property
    def too_much_cents(self) -> int:
        return max(0, -self.open_cents)


class Change(models.Model):
    """Somebody took or gave up a seat, and how far the season was then: what a revision was counted with, for good."""

    class Kind(models.TextChoices):
        JOINED = "joined"
        LEFT = "left"

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="changes")
    share = models.ForeignKey(Share, null=True, on_delete=models.CASCADE, related_name="changes")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=6, choices=Kind)
    at = models.DateTimeField()
    past = models.PositiveSmallIntegerField()
    of = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["revision", "membership", "kind"], name="change_once_per_revision"),
            models.CheckConstraint(condition=Q(past__lte=F("of"), of__gte=1), name="change_within_the_season"),
        ]

    def __str__(self):
        return f"change {self.membership_id} {self.kind} {self.past}/{self.of}"


class Correction(models.Model):
    """What a share became more or less by one revision."""

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="corrections")
    share = models.ForeignKey(Share, on_delete=models.CASCADE, related_name="corrections")
    cents = models.IntegerField()

    class Meta:
        ordering = ["revision__number"]
        constraints = [
            models.UniqueConstraint(fields=["revision", "share"], name="correction_once_per_revision"),
            models.CheckConstraint(condition=~Q(cents=0), name="correction_of_something"),
        ]

    def __str__(self):
        return f"correction {self.share_id} {self.revision_id}"


class Payment(models.Model):
    """Money that came in for a share; below zero what was paid back. What was a mistake is taken back, not erased."""

    share = models.ForeignKey(Share, on_delete=models.CASCADE, related_name="payments")
    cents = models.IntegerField()
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["at", "id"]
        constraints = [models.CheckConstraint(condition=~Q(cents=0), name="payment_of_something")]

    def __str__(self):
        return f"payment {self.pk}"
