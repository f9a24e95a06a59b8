"""What every page template may use."""

import json

from django.conf import settings

from .choices import chosen_theme

LANGUAGE_NAMES = [("nl", "Nederlands"), ("en", "English")]

# Nothing that a page brings may run, no case text may land in the browser's storage, and a form with errors (422)
# takes the place of the form.
HTMX_CONFIG = json.dumps(
    {
        "allowEval": False,
        "allowScriptTags": False,
        "selfRequestsOnly": True,
        "historyCacheSize": 0,
        "refreshOnHistoryMiss": True,
        "includeIndicatorStyles": False,
        "responseHandling": [
            {"code": "204", "swap": False},
            {"code": "[23]..", "swap": True},
            {"code": "409|422", "swap": True},
            {"code": "...", "swap": False, "error": True},
        ],
    }
)


def page(request):
    return {
        "DEMO": settings.DEMO,
        "PUBLIC_URL": settings.PUBLIC_URL,
        "THEME": chosen_theme(request),
        "LANGUAGE_NAMES": LANGUAGE_NAMES,
        "HTMX_CONFIG": HTMX_CONFIG,
    }
