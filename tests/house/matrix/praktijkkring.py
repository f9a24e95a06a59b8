"""The platform's own pages."""

from tests.house.matrix import Row, logged_in

ROWS = [
    Row("home", get=logged_in(302, anonymous=200, deactivated=200), public=True),
]
