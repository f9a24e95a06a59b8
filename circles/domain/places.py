"""Areas and organisations come into being when somebody names them."""

from django.db import IntegrityError, transaction


def named(model, name: str):
    """The Area or Organisation with this name, whatever its capitals; a new one if need be; None for no name."""
    name = " ".join((name or "").split())
    if not name:
        return None
    if found := model.objects.filter(name__iexact=name).first():
        return found
    try:
        with transaction.atomic():
            return model.objects.create(name=name)
    except IntegrityError:  # somebody named it at the same moment
        return model.objects.get(name__iexact=name)
