"""Areas and organisations come into being when somebody names them; two organisations can become one."""

from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils.translation import gettext as _

from circles.models import Area, Membership, Organisation
from praktijkkring.audit.record import record
from praktijkkring.errors import Refused

INVOICED = (
    "legal_name",
    "address",
    "postal_code",
    "place",
    "country",
    "kvk",
    "vat",
    "oin",
    "peppol",
    "reference",
    "invoice_email",
)


def named(model, name: str):
    """The Area or Organisation of this name, whatever its spelling; a new one if need be; None for no name.

    The name of a merged one leads to what it became.
    """
    name = " ".join((name or "").split())
    key = model.spelled(name)
    if not key:
        return None
    if found := model.objects.filter(key=key).first():
        return current(found)
    if model is Area and (listed := _by_other_name(key)):
        return listed
    try:
        with transaction.atomic():
            return model.objects.create(name=name)
    except IntegrityError:  # somebody named it at the same moment
        return current(model.objects.get(key=key))


def current(place):
    """What this area or organisation is called now, after mergers; itself when nothing happened to it."""
    seen = set()
    while (then := getattr(place, "successor", None) or getattr(place, "merged_into", None)) and place.pk not in seen:
        seen.add(place.pk)
        place = then
    return place


def _by_other_name(key: str) -> Area | None:
    """'Den Haag' is 's-Gravenhage."""
    for area in Area.objects.exclude(also=""):
        if key in {Area.spelled(also) for also in area.also.split("|")}:
            return current(area)
    return None


@transaction.atomic
def describe(*, by, organisation: Organisation, **told) -> Organisation:
    """Keep what an invoice needs (INVOICED). Http404 for who may not."""
    if not may_describe(by, organisation):
        raise Http404
    if unknown := told.keys() - set(INVOICED):
        raise TypeError(f"an organisation does not tell {sorted(unknown)}")
    Organisation.objects.filter(pk=organisation.pk).update(**told)
    organisation.refresh_from_db()
    record("circles.organisation_described", by=by, scope=f"organisation:{organisation.pk}", name=organisation.name)
    return organisation


@transaction.atomic
def merge(*, by, organisation: Organisation, into: Organisation) -> Organisation:
    """Everything that points to ``organisation`` points to ``into``; the old name stays as a second spelling.

    For network administrators; Http404 for others. What ``into`` does not tell is taken over.
    """
    if not (by.is_active and by.is_staff):
        raise Http404
    pair = Organisation.objects.select_for_update().in_bulk(sorted({organisation.pk, into.pk}))
    old, new = pair[organisation.pk], pair[into.pk]
    if old.pk == new.pk or old.merged_into_id or new.merged_into_id:
        raise Refused(_("These two cannot become one."))
    for relation in Organisation._meta.get_fields(include_hidden=True):  # noqa: SLF001 - every app that points here
        if relation.auto_created and relation.is_relation and not relation.many_to_many:
            pointing = relation.related_model._base_manager  # noqa: SLF001
            pointing.filter(**{relation.field.name: old.pk}).update(**{relation.field.name: new.pk})
    missing = {name: getattr(old, name) for name in INVOICED if getattr(old, name) and not getattr(new, name)}
    Organisation.objects.filter(pk=new.pk).update(**missing)
    Organisation.objects.filter(pk=old.pk).update(merged_into=new)
    record("circles.organisations_merged", by=by, scope=f"organisation:{new.pk}", old=old.name, name=new.name)
    new.refresh_from_db()
    return new


def may_describe(user, organisation: Organisation) -> bool:
    """A network administrator; and who coordinates a circle where somebody of this organisation sits."""
    if not user.is_active:
        return False
    if user.is_staff:
        return True
    seated = Membership.objects.filter(organisation=organisation, left_at__isnull=True)
    return seated.filter(circle__coordinators__user=user, circle__coordinators__until__isnull=True).exists()
