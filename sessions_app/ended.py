"""What closing and erasing a circle means for its seasons and questions."""

from django.utils.translation import gettext as _

from circles import erasing
from praktijkkring.errors import Refused

from .domain.wipe import wipe
from .models import Season


def no_season_is_on(circle) -> None:
    """A circle with a season that is on is not closed: its meetings, costs and harvest want an end first."""
    if Season.objects.filter(circle=circle, state=Season.State.RUNNING).exists():
        raise Refused(_("A season is still on. Hold or cancel its meetings and close the season first."))


erasing.register(check=no_season_is_on, erase=wipe)
