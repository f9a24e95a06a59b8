"""Methods of one's own: copy one, read one from a file, change the draft, publish it, put it away."""

from django.db import transaction
from django.db.models import F
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from circles.models import Circle
from intervision.engine import Method
from intervision.engine.check import MOST_STEPS
from intervision.library.access import MethodStanding, may_keep_for, rights_on
from intervision.library.drafts import renamed, unchecked
from intervision.library.faults import faults
from intervision.library.limits import MOST_MODULES
from intervision.models import MethodVersion, OwnMethod
from praktijkkring.audit.record import record
from praktijkkring.errors import Refused
from praktijkkring.models import User

MOST = 40  # per circle and per person, those that were put away included


class ChangedMeanwhile(Refused):
    """Somebody else changed the draft after the page was drawn. Nothing was stored."""


class NotReady(Refused):
    """The draft holds faults; ``faults`` lists them."""

    def __init__(self, found):
        super().__init__(_("This method cannot be published yet. See what is missing below."))
        self.faults = found


@transaction.atomic
def copy_method(*, by: MethodStanding, circle: Circle | None) -> OwnMethod:
    """A draft that begins as this method, for a circle or for oneself. It says what it is a copy of."""
    source = by.newest
    own = _new(by=by.user, circle=circle, draft=source)
    OwnMethod.objects.filter(pk=own.pk).update(
        copied_from=by.key, copied_version=source.version, copied_name=dict(source.name.by_language)
    )
    _tell("intervision.method_copied", by=by.user, own=own, method=source)
    own.refresh_from_db()
    return own


@transaction.atomic
def read_in(*, by: User, method: Method, circle: Circle | None) -> OwnMethod:
    """A draft from a file. ``method`` was read by ``toml_file.read``, so it is a method but may hold faults."""
    own = _new(by=by, circle=circle, draft=method)
    _tell("intervision.method_read_in", by=by, own=own, method=method)
    return own


@transaction.atomic
def save_draft(*, by: MethodStanding, method: Method, revision: int) -> int:
    """Keep this as the draft; returns the new revision. Raises ChangedMeanwhile when the page was older."""
    own = _still_mine(by)
    if len(method.steps) > MOST_STEPS or any(len(step.modules) > MOST_MODULES for step in method.steps):
        raise Refused(_("A method has at most %(most)d steps.") % {"most": MOST_STEPS})
    moved = OwnMethod.objects.filter(pk=own.pk, revision=revision).update(
        draft=renamed(method, own.key, own.number + 1).to_dict(),
        draft_by=by.user,
        draft_at=timezone.now(),
        revision=F("revision") + 1,
    )
    if not moved:
        raise ChangedMeanwhile(
            _(
                "Somebody changed this method after you opened it. What you typed is still here: look, and save once more."
            )
        )
    return revision + 1


@transaction.atomic
def publish_method(*, by: MethodStanding, revision: int) -> MethodVersion:
    """The draft becomes the next version. Meetings that were held or are going on keep theirs."""
    own = _still_mine(by)
    if own.draft is None:
        raise Refused(_("There is nothing new to publish."))
    if own.revision != revision:
        raise ChangedMeanwhile(
            _("Somebody changed this method after you opened it. Look at it once more and publish then.")
        )
    method = renamed(unchecked(own.draft), own.key, own.number + 1)
    if found := faults(method):
        raise NotReady(found)
    data = Method.from_dict(method.to_dict()).to_dict()
    version = MethodVersion.objects.create(own=own, number=own.number + 1, method=data, by=by.user)
    OwnMethod.objects.filter(pk=own.pk).update(
        method=data, number=version.number, draft=None, draft_by=None, draft_at=None, revision=F("revision") + 1
    )
    _tell("intervision.method_published", by=by.user, own=own, method=method, number=version.number)
    return version


@transaction.atomic
def drop_draft(*, by: MethodStanding) -> bool:
    """Back to the newest version; a method that was never published is gone. Returns whether it is still there."""
    own = _still_mine(by)
    if own.method is None:
        own.delete()
        return False
    OwnMethod.objects.filter(pk=own.pk).update(draft=None, draft_by=None, draft_at=None, revision=F("revision") + 1)
    return True


@transaction.atomic
def put_away(*, by: MethodStanding, away: bool) -> None:
    """Archive it, so that nobody can choose it any more, or bring it back."""
    own = _still_mine(by)
    OwnMethod.objects.filter(pk=own.pk).update(archived_at=timezone.now() if away else None)
    if own.method is not None:
        action = "intervision.method_put_away" if away else "intervision.method_brought_back"
        _tell(action, by=by.user, own=own, method=by.method)


def _new(*, by: User, circle: Circle | None, draft: Method) -> OwnMethod:
    """Locks whose it will be, so that nobody gets more than the most."""
    if circle is not None:
        Circle.objects.select_for_update().get(pk=circle.pk)
        if not may_keep_for(by, circle.pk):
            raise Http404
        count = OwnMethod.objects.filter(circle=circle).count()
    else:
        User.objects.select_for_update(no_key=True).get(pk=by.pk)
        count = OwnMethod.objects.filter(owner=by).count()
    if count >= MOST:
        raise Refused(_("There are %(most)d methods already. Remove one first.") % {"most": MOST})
    own = OwnMethod.objects.create(
        circle=circle,
        owner=None if circle else by,
        draft=draft.to_dict(),
        draft_by=by,
        draft_at=timezone.now(),
        created_by=by,
    )
    own.draft = renamed(draft, own.key, 1).to_dict()
    own.save(update_fields=["draft"])
    return own


def _still_mine(by: MethodStanding) -> OwnMethod:
    """The row, locked, when this person may still change it."""
    own = OwnMethod.objects.select_for_update(of=("self",)).filter(pk=by.own.pk).first()
    if own is None or "method.edit" not in rights_on(by.user, own):
        raise Http404
    return own


def _tell(action: str, *, by: User, own: OwnMethod, method: Method, **facts) -> None:
    """In the trail of the circle; what somebody does with a method of their own, in that of the account."""
    scope = f"circle:{own.circle_id}" if own.circle_id else f"account:{by.pk}"
    record(action, by=by, scope=scope, method=method.name.say(by.language), **facts)
