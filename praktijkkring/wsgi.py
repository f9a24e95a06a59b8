"""Pages, for a WSGI server."""

import os

from django.core.wsgi import get_wsgi_application

from .whole import whole

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "praktijkkring.settings")

application = whole(get_wsgi_application())
