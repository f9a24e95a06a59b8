"""The platform's own pages."""

from tests.house.matrix import Row, everyone, logged_in

ROWS = [
    Row("healthz", get=everyone(503), public=True),
    Row("home", get=logged_in(302, anonymous=200, deactivated=200), public=True),
]
