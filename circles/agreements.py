"""Rows for the pages about the agreement: its versions, who signed which one, and what changed."""

from django.http import Http404

from .models import Agreement, AgreementDraft, Circle, Membership, Signature
from .sections import differences


def version_of(circle: Circle, number: int) -> Agreement:
    """One version, or Http404."""
    found = circle.agreements.filter(version=number).first()
    if found is None:
        raise Http404
    return found


def draft_of(circle: Circle) -> AgreementDraft | None:
    """The next version as far as it is written, if somebody began one."""
    return AgreementDraft.objects.filter(circle=circle).first()


def versions(circle: Circle) -> list[Agreement]:
    """Newest first, each with ``signers``: everybody who signed it, also who left since. Two queries."""
    found = list(circle.agreements.all())
    signed = Signature.objects.filter(agreement__in=found).select_related("membership__user").order_by("signed_at")
    by_version: dict[int, list[Signature]] = {}
    for signature in signed:
        by_version.setdefault(signature.agreement_id, []).append(signature)
    for agreement in found:
        agreement.signers = by_version.get(agreement.pk, [])
    return found


def changes_since(circle: Circle, agreement: Agreement, earlier: Agreement | None = None) -> list:
    """What changed from ``earlier`` (else the version before) to this one; empty for the first version."""
    before = earlier or circle.agreements.filter(version__lt=agreement.version).first()
    return differences(before.text, agreement.text) if before else []


def last_signed(membership: Membership) -> Agreement | None:
    """The newest version that this member signed."""
    signature = membership.signatures.select_related("agreement").order_by("-agreement__version").first()
    return signature and signature.agreement


def kept_of(user) -> list[Signature]:
    """What this person signed in circles that they left, the last one first."""
    seats = Membership.objects.filter(user=user, left_at__isnull=True).values("circle")
    mine = Signature.objects.filter(membership__user=user).exclude(agreement__circle__in=seats)
    return list(mine.select_related("agreement__circle", "membership").order_by("-signed_at", "-pk"))
