"""One's own account, the privacy page, and the post of a machine without a mail server."""

from allauth.usersessions.models import UserSession
from django.utils import timezone

from tests.house.matrix import Row, everyone, logged_in, only

NEW = {"name": "Anders Genoemd", "language": "nl", "time_zone": "Europe/Amsterdam"}

ADMIN = ("network_admin", "superuser")


def just_logged_in(w):
    """A file with content leaves only shortly after a log-in."""
    UserSession.objects.update(created_at=timezone.now())
    return []


def a_mail(w):
    return ["circles.invitation", "nl"]


ROWS = [
    Row("accounts:account", get=logged_in(200), post=logged_in(302), data=lambda w: NEW),
    Row("accounts:data", get=logged_in(200)),
    Row("accounts:export", args=just_logged_in, post=logged_in(200), page=False),
    # Nobody types another's address, so nobody is erased: the page comes back.
    Row("accounts:erase", get=logged_in(200), post=logged_in(422), data=lambda w: {"email": "nobody@voorbeeld.nl"}),
    Row("privacy", get=everyone(200), public=True),
    # A start with a mail server has no such pages; see tests/praktijkkring/test_local_post.py.
    # In the demo everybody sees the invented mails; see tests/praktijkkring/test_samples.py.
    Row("outbox:samples", get=only(200, *ADMIN), public=True),
    Row("outbox:sample", args=a_mail, get=only(200, *ADMIN), public=True),
    Row("outbox:sample_as_sent", args=a_mail, get=only(200, *ADMIN), public=True, page=False),
    Row("outbox:post", public=True),
    Row("outbox:letter", args=lambda w: ["m1"], public=True),
    Row("outbox:letter_as_sent", args=lambda w: ["m1"], public=True, page=False),
]
