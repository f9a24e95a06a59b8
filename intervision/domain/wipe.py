"""Take what was said at the meetings of a circle away, in the transaction of the erasing."""

from circles.models import Circle
from intervision.models import Contribution, Harvest, Insight


def wipe(circle: Circle) -> None:
    """That a meeting was held, with which method and when, stays."""
    for model in (Contribution, Insight, Harvest):
        model.objects.filter(circle=circle).delete()
