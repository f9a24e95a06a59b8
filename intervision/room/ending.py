"""What ends the step by itself, and how a screen says so."""

from functools import cached_property

from django.utils.translation import gettext as _

from intervision.engine import Closes, Role, ends_by
from intervision.engine.vocabulary import Overrun


class Ending:
    """The part of a Screen that is about how the step ends."""

    @cached_property
    def ends_by(self) -> Closes:
        return ends_by(self.method, self.state)

    @property
    def by_agreement(self) -> bool:
        return self.ends_by is Closes.AGREEMENT

    @property
    def by_timer(self) -> bool:
        """Whether this device may be the one that says that the time is over."""
        return self.ends_by is Closes.TIMER and self.role not in {Role.OBSERVER, Role.SCREEN}

    @property
    def stays(self) -> bool:
        """Whether the clock stands still at nothing where others count the time that it took longer."""
        return self.step.overrun is Overrun.STOP and not self.view.free

    @property
    def by_itself(self) -> str:
        """For who leads: what else goes on to what comes next."""
        return {
            Closes.TIMER: _("By itself when the time is up."),
            Closes.ENTERED: _("By itself when everybody has written."),
            Closes.AGREEMENT: _("By itself when everybody is ready."),
        }.get(self.ends_by, "")
