"""``GET /healthz``: for a load balancer, a container's health check and whoever is on duty."""

from django.contrib.auth.decorators import login_not_required
from django.http import JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from .parts import PARTS


@login_not_required
@never_cache
@require_safe
def healthz(request):
    """200 when all is well, else 503. ``?only=database,bus`` looks at those parts alone."""
    asked = [part for part in request.GET.get("only", "").split(",") if part in PARTS] or PARTS
    answer = {part: PARTS[part]() for part in asked}
    well = all(part["ok"] for part in answer.values())
    return JsonResponse({"ok": well, **answer}, status=200 if well else 503)
