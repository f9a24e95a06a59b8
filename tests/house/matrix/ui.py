"""What the reader chooses, and the pages that only builders see."""

from tests.house.matrix import Row, everyone

ROWS = [
    Row("ui:language", post=everyone(302), data=lambda w: {"language": "nl"}, public=True),
    Row("ui:theme", post=everyone(302), data=lambda w: {"theme": "dark"}, public=True),
    Row("ui:manifest", get=everyone(200), public=True, page=False),
    Row("ui:style", public=True),  # outside the demo there is no such page
]
