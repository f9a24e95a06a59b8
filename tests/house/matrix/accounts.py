"""One's own account, the privacy page, and the post of a machine without a mail server."""

from tests.house.matrix import Row, everyone, logged_in

NEW = {"name": "Anders Genoemd", "language": "nl", "time_zone": "Europe/Amsterdam"}

ROWS = [
    Row("accounts:account", get=logged_in(200), post=logged_in(302), data=lambda w: NEW),
    Row("accounts:data", get=logged_in(200)),
    Row("accounts:export", post=logged_in(200), page=False),
    # Nobody types another's address, so nobody is erased: the page comes back.
    Row("accounts:erase", get=logged_in(200), post=logged_in(422), data=lambda w: {"email": "nobody@voorbeeld.nl"}),
    Row("privacy", get=everyone(200), public=True),
    # A start with a mail server has no such pages; see tests/praktijkkring/test_local_post.py.
    Row("outbox:post", public=True),
    Row("outbox:letter", args=lambda w: ["m1"], public=True),
    Row("outbox:letter_as_sent", args=lambda w: ["m1"], public=True, page=False),
]
