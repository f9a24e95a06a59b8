"""The door of a method: one of the library, or somebody's own; what this person may do with it; or 404."""

import re
from dataclasses import dataclass
from functools import cached_property

from django.http import Http404

from circles.access import circle_for
from intervision.engine import Method
from intervision.methods import library
from intervision.models import OwnMethod
from intervision.models.method import KEY
from intervision.rights import METHOD_RIGHTS
from praktijkkring.models import User

from .drafts import unchecked

OWN = re.compile(rf"{KEY}(\d{{1,9}})")
EVERYTHING = frozenset(METHOD_RIGHTS)


@dataclass(frozen=True)
class MethodStanding:
    """``own`` is None for a method of the library. ``rights`` are the actions that are allowed."""

    user: User
    key: str
    own: OwnMethod | None
    rights: frozenset[str]

    def may(self, action: str) -> bool:
        return action in self.rights

    @property
    def may_edit(self) -> bool:
        return self.may("method.edit")

    @cached_property
    def method(self) -> Method:
        """As it can be used now. Http404 while nothing was published."""
        if self.own is None:
            return library.get(self.key)
        if self.own.method is None:
            raise Http404
        return Method.from_dict(self.own.method)

    @property
    def published(self) -> bool:
        return self.own is None or self.own.method is not None

    @property
    def newest(self) -> Method:
        """What can be used now, else the draft of who may change it."""
        return self.method if self.published else self.draft

    @cached_property
    def draft(self) -> Method:
        """As it is being changed: the draft, else the newest version. May hold faults."""
        return unchecked(self.own.draft or self.own.method)


def method_for(user, key: str) -> MethodStanding:
    """A method by its key, for who may see it; Http404 for everybody else, and for what is not there."""
    if not (match := OWN.fullmatch(key)):
        if key not in library.ORDER:
            raise Http404
        return MethodStanding(user, key, None, frozenset({"method.see"}))
    own = OwnMethod.objects.filter(pk=int(match[1])).select_related("circle", "owner").first()
    if own is None:
        raise Http404
    standing = MethodStanding(user, key, own, rights_on(user, own))
    if not standing.may("method.see") or (own.method is None and not standing.may_edit):
        raise Http404
    return standing


def draft_for(user, key: str) -> MethodStanding:
    """A method of one's own to be changed; Http404 for who may not."""
    standing = method_for(user, key)
    if standing.own is None or not standing.may_edit:
        raise Http404
    return standing


def rights_on(user, own: OwnMethod) -> frozenset[str]:
    """What this person may do with a method of a circle or a person, at this moment."""
    if own.circle_id is None:
        return EVERYTHING if own.owner_id == user.pk else frozenset()
    try:
        roles = circle_for(user, own.circle_id).roles
    except Http404:
        return frozenset()
    return frozenset(action for action, allowed in METHOD_RIGHTS.items() if not allowed.isdisjoint(roles))


def may_keep_for(user, circle_id: int) -> bool:
    """Whether this person may make methods for this circle."""
    try:
        return not METHOD_RIGHTS["method.edit"].isdisjoint(circle_for(user, circle_id).roles)
    except Http404:
        return False
