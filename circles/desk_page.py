"""The rows of the desk: all circles of one coordinator, or of the network, the most urgent first."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Prefetch, Q
from django.utils.translation import gettext_lazy as _

from .desk import SOMETIME, Date, Signal, dates_of, signals_of
from .models import Circle, Coordinator

PER_PAGE = 25
LONGEST = 80
ALIVE = ""
STATES = (
    (ALIVE, _("All that are not closed")),
    ("forming", _("Is being formed")),
    ("running", _("Is running")),
    ("resting", _("Rests")),
    ("closed", _("Closed")),
)


@dataclass(frozen=True)
class Asked:
    """What is chosen on the desk, as it stands in the address."""

    tekst: str = ""
    staat: str = ""
    aandacht: bool = False
    blad: int = 1

    @classmethod
    def of(cls, query) -> "Asked":
        """From a query string; what makes no sense counts as not asked."""
        page = query.get("blad", "")
        state = query.get("staat", "")
        return cls(
            tekst=query.get("tekst", "").replace("\0", "").strip()[:LONGEST],
            staat=state if state in dict(STATES) else "",
            aandacht=query.get("aandacht") == "1",
            blad=max(1, int(page)) if page.isdecimal() and len(page) < len("10000") else 1,
        )

    @property
    def anything(self) -> bool:
        return bool(self.tekst or self.staat or self.aandacht)


@dataclass(frozen=True)
class Row:
    """One circle on the desk. ``seated`` counts the chairs that are taken."""

    circle: Circle
    seated: int
    coordinators: list[str]
    next: Date | None
    signals: list[Signal]

    @property
    def waits(self) -> int:
        """How many signals ask for something that was not done today."""
        return sum(not signal.asked for signal in self.signals)

    @property
    def order(self):
        urgency = self.signals[0].urgency if self.waits else SOMETIME + 1
        day = self.next.day.isoformat() if self.next else "9999"
        return urgency, -self.waits, day, self.circle.name.casefold(), self.circle.pk


@dataclass(frozen=True)
class Page:
    """One page of rows; ``total`` fit what is asked, ``needy`` of those need attention."""

    rows: list[Row]
    total: int
    needy: int
    next: int


def page(user, asked: Asked, *, network: bool) -> Page:
    """The circles of ``user``, or every circle for ``network``; asks the database as often for 3 circles as for 300."""
    circles = list(_circles(user, asked, network=network))
    ids = [circle.pk for circle in circles]
    signals, dates = signals_of(ids), dates_of(ids)
    rows = [
        Row(
            circle=circle,
            seated=circle.seated,
            coordinators=[row.user.name for row in circle.run_by],
            next=dates.get(circle.pk),
            signals=signals.get(circle.pk, []),
        )
        for circle in circles
    ]
    needy = [row for row in rows if row.waits]
    shown = sorted(needy if asked.aandacht else rows, key=lambda row: row.order)
    first = (asked.blad - 1) * PER_PAGE
    more = asked.blad + 1 if len(shown) > first + PER_PAGE else 0
    return Page(shown[first : first + PER_PAGE], len(shown), len(needy), more)


def _circles(user, asked: Asked, *, network: bool):
    now = Coordinator.objects.filter(until__isnull=True)
    run_by = now.select_related("user").order_by("since", "pk")
    mine = now.filter(circle=OuterRef("pk")) if network else now.filter(circle=OuterRef("pk"), user=user)
    found = Circle.objects.filter(Exists(mine)).exclude(state=Circle.State.PROPOSED)
    found = found.filter(state=asked.staat) if asked.staat else found.exclude(state=Circle.State.CLOSED)
    if asked.tekst:
        words = Q(name__icontains=asked.tekst) | Q(theme__icontains=asked.tekst)
        if network:
            words |= Q(Exists(mine.filter(user__name__icontains=asked.tekst)))
        found = found.filter(words)
    return found.annotate(
        seated=Count("memberships", filter=Q(memberships__left_at__isnull=True)),
    ).prefetch_related(Prefetch("coordinators", run_by, to_attr="run_by"))
