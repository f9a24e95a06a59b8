"""The platform: people, mail, keys, pages and live streams. It knows no circle."""

from .celery import app as celery_app

__all__ = ["celery_app"]
