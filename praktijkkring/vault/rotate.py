"""Change the lock on the keys, not on the content: a new root key wraps every scope's key anew."""

from django.db import transaction

from .keys import root_keys, unwrap, wrap
from .models import VaultKey


def rotate() -> int:
    """Wrap every key that an older root key wraps with the active one. Returns how many.

    Can run while people work, twice, or be stopped half-way: content is not touched, and the older root key may leave
    VAULT_KEYS only when nothing is wrapped with it any more (``vault status``).
    """
    active = next(iter(root_keys()))
    older = list(VaultKey.objects.filter(destroyed_at=None).exclude(root=active).values_list("pk", flat=True))
    return sum(_rewrap(pk) for pk in older)


def _rewrap(pk: int) -> bool:
    with transaction.atomic():
        row = VaultKey.objects.select_for_update().get(pk=pk)
        if row.destroyed_at:
            return False
        root, wrapped = wrap(unwrap(row))
        VaultKey.objects.filter(pk=pk).update(root=root, wrapped=wrapped)
    return True
