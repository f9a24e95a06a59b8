"""Pages that belong to no app: the front door and the answers to what went wrong."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render


@login_not_required
def home(request):
    """The front page for strangers; who is logged in goes to their circles."""
    if request.user.is_authenticated:
        return redirect("circles:mine")
    return render(request, "ui/home.html")


@login_not_required
def csrf_failure(request, reason=""):
    return render(request, "403.html", status=403)
