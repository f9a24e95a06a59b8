"""Everything the platform stores, in one place for Django to find."""

from .accounts.models import User
from .audit.models import AuditEntry
from .health.models import Heartbeat
from .outbox.models import Message
from .vault.models import VaultKey

__all__ = ["AuditEntry", "Heartbeat", "Message", "User", "VaultKey"]
