"""Two choices of the reader that hold on every page: language and colours. Both live in a plain cookie."""

from django.conf import settings

YEAR = 365 * 24 * 3600
THEME_COOKIE = "theme"
THEMES = ("light", "dark")


def chosen_theme(request) -> str:
    """ "light" or "dark" when the reader chose so, "" when the device decides."""
    theme = request.COOKIES.get(THEME_COOKIE, "")
    return theme if theme in THEMES else ""


def keep(response, name: str, value: str):
    """Keep the choice for a year; an empty value forgets it. No script needs to read it."""
    if value:
        response.set_cookie(name, value, max_age=YEAR, secure=settings.HTTPS, httponly=True, samesite="Lax")
    else:
        response.delete_cookie(name, samesite="Lax")
    return response
