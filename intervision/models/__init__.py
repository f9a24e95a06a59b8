from .contribution import Contribution
from .harvest import Harvest, Insight
from .run import Run, RunLog

__all__ = ["Contribution", "Harvest", "Insight", "Run", "RunLog"]
