"""When worker and beat were last heard of."""

from django.db import models


class Heartbeat(models.Model):
    """One row per kind of process: ``worker`` or ``beat``."""

    name = models.CharField(max_length=20, primary_key=True)
    at = models.DateTimeField()

    def __str__(self):
        return f"{self.name} {self.at}"
