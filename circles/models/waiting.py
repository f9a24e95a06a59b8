"""Who waits for a seat, in what order, and whether they want to wait for a second circle."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .circle import SEATS, Circle
from .invitation import Interest
from .place import Area, Organisation

OFFER_DAYS = 5


class WaitingList(models.Model):
    """How a circle fills a seat that comes free. ``size`` is how many seats are kept filled."""

    circle = models.OneToOneField(Circle, primary_key=True, on_delete=models.CASCADE, related_name="waiting_list")
    automatic = models.BooleanField(_("offer free seats by itself"), default=True)
    days = models.PositiveSmallIntegerField(_("days to answer"), default=OFFER_DAYS)
    size = models.PositiveSmallIntegerField(_("seats to keep filled"), default=SEATS)

    class Meta:
        verbose_name = _("waiting list")
        verbose_name_plural = _("waiting lists")
        constraints = [
            models.CheckConstraint(condition=Q(size__gte=1, size__lte=SEATS), name="waiting_list_fits_the_table"),
            models.CheckConstraint(condition=Q(days__gte=1, days__lte=60), name="waiting_list_days"),
        ]

    def __str__(self):
        return str(self.circle)


class WaitingPlace(models.Model):
    """A place on the waiting list: of an applicant, or of an address from a list of people."""

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="waiting_places")
    interest = models.OneToOneField(
        Interest, null=True, blank=True, on_delete=models.CASCADE, related_name="waiting_place"
    )
    email = models.EmailField(_("e-mail address"), max_length=254, blank=True)
    name = models.CharField(_("name"), max_length=120, blank=True)
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    responsibility = models.CharField(_("role at work"), max_length=160, blank=True)
    language = models.CharField(_("language"), max_length=2, blank=True)
    number = models.PositiveIntegerField(_("order"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["number"]
        verbose_name = _("place on a waiting list")
        verbose_name_plural = _("places on waiting lists")
        constraints = [
            models.UniqueConstraint(
                fields=["circle", "number"], name="waiting_one_per_number", deferrable=models.Deferrable.DEFERRED
            ),
            models.UniqueConstraint("circle", Lower("email"), condition=~Q(email=""), name="waiting_once_per_address"),
            models.CheckConstraint(
                condition=Q(interest__isnull=False, email="") | (Q(interest__isnull=True) & ~Q(email="")),
                name="waiting_is_somebody",
            ),
        ]

    def __str__(self):
        return f"{self.circle_id}: {self.number}"


class CircleMove(models.Model):
    """The question to somebody who waits: may your answers go along to a second circle?"""

    class State(models.TextChoices):
        OPEN = "open", _("open")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")

    interest = models.ForeignKey(Interest, null=True, on_delete=models.SET_NULL, related_name="moves")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="moves_from")
    to_circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="moves_to")
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    asked_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["asked_at"]
        verbose_name = _("question to move to a second circle")
        verbose_name_plural = _("questions to move to a second circle")
        constraints = [models.UniqueConstraint(fields=["user", "to_circle"], name="move_asked_once")]

    def __str__(self):
        return f"{self.user_id}: {self.circle_id} → {self.to_circle_id}"
