from .contribution import Contribution
from .harvest import Harvest, Insight
from .method import MethodVersion, OwnMethod
from .run import Run, RunLog

__all__ = ["Contribution", "Harvest", "Insight", "MethodVersion", "OwnMethod", "Run", "RunLog"]
