"""Finding an area or an organisation by what somebody types."""

from django.db.models import Q, QuerySet
from django.utils import timezone

from .models import Area, Organisation, Register
from .spelling import close, key_of, key_of_area

MOST = 8


def listed_areas() -> QuerySet[Area]:
    """What one can choose today: municipalities, provinces and water boards, in order of name."""
    today = timezone.localdate()
    current = Q(valid_until__isnull=True) | Q(valid_until__gte=today)
    return Area.objects.filter(current).exclude(code="").only("name", "also", "kind").order_by("name")


def like_area(typed: str) -> list[str]:
    """Names that ``typed`` was probably meant to be; nothing when it is known, or looks like nothing."""
    keys = dict(Area.objects.filter(valid_until__isnull=True).values_list("key", "name"))
    return _like(key_of_area(typed), keys)


def like_organisation(typed: str) -> list[str]:
    """The same for organisations; "Utrecht" is also asked about when there is a "Gemeente Utrecht"."""
    keys = dict(Organisation.objects.values_list("key", "name"))
    key = key_of(typed)
    if key not in keys and (full := f"gemeente {key}") in keys:
        return [keys[full]]
    return _like(key, keys)


def matching_organisations(typed: str) -> list[str]:
    """Names that hold what was typed, whatever its spelling; those that begin with it first. At most eight."""
    key = key_of(typed)
    if len(key) < 2:  # noqa: PLR2004 - one letter finds everything
        return []
    found = Organisation.objects.filter(merged_into__isnull=True, key__contains=key).values_list("name", "key")[:50]
    ranked = sorted(found, key=lambda row: (not row[1].startswith(key), row[1]))
    return [name for name, _key in ranked[:MOST]]


def _like(key: str, names: dict[str, str]) -> list[str]:
    return [] if not key or key in names else [names[other] for other in close(key, names)]


def searched(organisations: QuerySet[Organisation], wanted: str, most: int = 60) -> tuple[list[Organisation], bool]:
    """The first of them that hold ``wanted``, whatever its spelling; and whether there are more."""
    if key := key_of(wanted):
        organisations = organisations.filter(key__contains=key)
    found = list(organisations.order_by("name")[: most + 1])
    return found[:most], len(found) > most


def registers() -> list[str]:
    """Names of the professional registers that are known, to choose from."""
    return list(Register.objects.values_list("name", flat=True))
