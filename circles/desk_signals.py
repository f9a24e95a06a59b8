"""What waits around the table itself: who wants to join, who did not answer or sign, chairs that are free."""

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from . import desk
from .desk import NOW, SOMETIME, SOON, Signal
from .domain.remind_to_sign import asked_today
from .models import SEATS_TO_START, Agreement, Circle, Membership, Signature
from .models.invitation import REMIND_AFTER

GATHERS = Circle.State.FORMING
BUSY = (Circle.State.RUNNING, Circle.State.RESTING)


def signals(circle_ids) -> dict[int, list[Signal]]:
    """Two queries, however many circles."""
    unsigned = _unsigned(circle_ids)
    found = {}
    for circle in _counted(circle_ids):
        rows = [_asks(circle), _table(circle), _invited(circle), _signing(circle, *unsigned.get(circle.pk, (0, 0)))]
        found[circle.pk] = [row for row in rows if row]
    return found


def _counted(circle_ids):
    """Circles that live, with ``seated``, and how many wait for an answer (``asked``), did not answer (``invited``) and
    can be reminded of that (``quiet``).
    """
    open_now = Q(invitations__state="open", invitations__expires_at__gt=timezone.now())
    lately = timezone.now() - REMIND_AFTER
    quiet = Q(invitations__created_at__lte=lately) & (
        Q(invitations__reminded_at__isnull=True) | Q(invitations__reminded_at__lte=lately)
    )
    waits = Q(interests__state="waiting", interests__waiting_place__isnull=True)
    return (
        Circle.objects.filter(pk__in=circle_ids)
        .exclude(state__in=[Circle.State.CLOSED, Circle.State.PROPOSED])
        .annotate(
            seated=Count("memberships", filter=Q(memberships__left_at__isnull=True), distinct=True),
            asked=Count("interests", filter=waits, distinct=True),
            invited=Count("invitations", filter=open_now, distinct=True),
            quiet=Count("invitations", filter=open_now & quiet, distinct=True),
        )
    )


def _unsigned(circle_ids) -> dict[int, tuple[int, int]]:
    """By circle how many members did not sign the newest agreement, and how many of those had a mail about it today."""
    newest = Agreement.objects.filter(circle=OuterRef("circle")).order_by("-version").values("pk")[:1]
    signature = Signature.objects.filter(membership=OuterRef("pk"), agreement=OuterRef("newest"))
    rows = Membership.objects.filter(circle__in=circle_ids, left_at__isnull=True).annotate(newest=Subquery(newest))
    rows = rows.filter(~Exists(signature)).annotate(had=Exists(asked_today()))
    counted = rows.values("circle").annotate(n=Count("pk"), told=Count("pk", filter=Q(had=True)))
    return {row["circle"]: (row["n"], row["told"]) for row in counted.order_by()}


def _asks(circle) -> Signal | None:
    if not circle.asked:
        return None
    text = ngettext("%(n)s person asks to join", "%(n)s people ask to join", circle.asked) % {"n": circle.asked}
    return Signal("asks", NOW, text, _("Answer"), reverse("circles:forming", args=[circle.pk]))


def _table(circle) -> Signal | None:
    invite = reverse("circles:invitations", args=[circle.pk])
    missing = SEATS_TO_START - circle.seated
    if circle.state == GATHERS and missing <= 0:
        start = reverse("circles:start", args=[circle.pk])
        return Signal(
            "can_start", SOON, _("There are enough members to begin"), _("Start the circle"), start, does=True
        )
    if circle.state == GATHERS and circle.invited < missing:
        words = ngettext("%(n)s more chair before you can begin", "%(n)s more chairs before you can begin", missing)
        return Signal("too_few", SOON, words % {"n": missing}, _("Invite people"), invite)
    if circle.state in BUSY and missing > 0:
        words = ngettext("only %(n)s member left", "only %(n)s members left", circle.seated)
        return Signal("too_few", SOON, words % {"n": circle.seated}, _("Invite somebody"), invite)
    return None


def _invited(circle) -> Signal | None:
    if not circle.invited:
        return None
    words = ngettext("%(n)s invitation was not answered yet", "%(n)s invitations were not answered yet", circle.invited)
    address = reverse("circles:remind_all", args=[circle.pk])
    return Signal(
        "invited", SOMETIME, words % {"n": circle.invited}, _("Remind them"), address, does=True, asked=not circle.quiet
    )


def _signing(circle, count: int, told: int) -> Signal | None:
    if not count:
        return None
    words = ngettext("%(n)s member did not sign the agreement", "%(n)s members did not sign the agreement", count)
    address = reverse("circles:remind_to_sign", args=[circle.pk])
    return Signal("unsigned", SOON, words % {"n": count}, _("Send a reminder"), address, does=True, asked=told == count)


desk.register(signals)
