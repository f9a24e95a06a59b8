"""What every page template may use."""

from django.conf import settings


def page(request):
    return {"DEMO": settings.DEMO, "PUBLIC_URL": settings.PUBLIC_URL}
