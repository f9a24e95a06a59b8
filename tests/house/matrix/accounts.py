"""One's own account, the privacy page, and the post of a machine without a mail server."""

from allauth.usersessions.models import UserSession
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session

from tests.house.matrix import Row, everyone, logged_in, only

NEW = {"name": "Anders Genoemd", "language": "nl", "time_zone": "Europe/Amsterdam"}

ADMIN = ("network_admin", "superuser")


def just_logged_in(w):
    """A file with content leaves only shortly after a log-in."""
    for session in Session.objects.all():
        user_id = int(session.get_decoded()[SESSION_KEY])
        UserSession.objects.create(session_key=session.session_key, user_id=user_id, ip="127.0.0.1", user_agent="")
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
