"""Text that is encrypted at rest, with the place it stands in as part of the lock."""

import os
import uuid

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import models
from django.db.models.query_utils import DeferredAttribute

from .keys import VaultLocked, key_for

FORMAT = b"\x01"
NONCE_BYTES = 12


class Content(str):
    """Readable text that does not show itself in logs, tracebacks or ``repr()``."""

    __slots__ = ()

    def __repr__(self):
        return f"<content of {len(self)} characters>"


class Sealed(bytes):
    """Ciphertext as it lies in the database."""

    __slots__ = ()

    def __repr__(self):
        return "<sealed content>"

    __str__ = __repr__


class VaultModel(models.Model):
    """A row with content. Its key is known before it is stored, because it is part of the lock."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    circle_id: int  # of the ``circle`` that every row with content has

    class Meta:
        abstract = True

    @property
    def vault_scope(self) -> str:
        """Whose key locks this row, e.g. ``circle:12``."""
        return f"circle:{self.circle_id}"


class _Opening(DeferredAttribute):
    """Decrypts on first reading and keeps the text on the instance."""

    def __get__(self, instance, cls=None):
        value = super().__get__(instance, cls)
        if isinstance(value, Sealed):
            value = self.field.open(instance, value)  # type: ignore[attr-defined]
            instance.__dict__[self.field.attname] = value
        return value

    def __set__(self, instance, value):
        if isinstance(value, str) and not isinstance(value, Content):
            value = Content(value)
        instance.__dict__[self.field.attname] = value


class EncryptedTextField(models.TextField):
    """A text field on a VaultModel, stored as AES-256-GCM.

    In code it is text. Moving ciphertext to another row, field or scope makes it unreadable: raises VaultLocked,
    never hands back ciphertext. It cannot be searched or set with ``QuerySet.update()``.
    """

    descriptor_class = _Opening

    def db_type(self, connection):
        return "bytea"

    def get_internal_type(self):
        return "BinaryField"

    def from_db_value(self, value, expression, connection):
        return None if value is None else Sealed(bytes(value))

    def to_python(self, value):
        return value

    def pre_save(self, instance, add):
        value = instance.__dict__.get(self.attname)
        if value is None or isinstance(value, Sealed):
            return value
        return self.seal(instance, value)

    def get_prep_value(self, value):
        if value is None or isinstance(value, Sealed):
            return value
        raise TypeError(f"{self.name} is encrypted: it cannot be searched or updated in bulk")

    def get_db_prep_value(self, value, connection, prepared=False):
        value = value if prepared else self.get_prep_value(value)
        return None if value is None else connection.Database.Binary(bytes(value))

    def value_to_string(self, obj):
        """What ``dumpdata`` writes: nothing of it. A backup is made with pg_dump, which keeps the ciphertext."""
        return repr(Sealed())

    def seal(self, instance, text: str) -> Sealed:
        """Lock ``text`` to the place where it stands."""
        nonce = os.urandom(NONCE_BYTES)
        box = AESGCM(key_for(instance.vault_scope))
        return Sealed(FORMAT + nonce + box.encrypt(nonce, text.encode(), self._place(instance)))

    def open(self, instance, sealed: Sealed) -> Content:
        """The readable text. Raises VaultLocked on a wrong key, place or format."""
        if sealed[:1] != FORMAT:
            raise VaultLocked("unknown format of content")
        nonce, body = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
        try:
            plain = AESGCM(key_for(instance.vault_scope)).decrypt(nonce, body, self._place(instance))
        except InvalidTag as error:
            raise VaultLocked("content does not open in this place") from error
        return Content(plain.decode())

    def _place(self, instance) -> bytes:
        table = self.model._meta.db_table  # noqa: SLF001 - how Django names it
        return f"{instance.vault_scope}|{table}|{instance.pk}|{self.column}|1".encode()
