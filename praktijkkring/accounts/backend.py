"""Logging in is allauth's. Who is behind a session is asked with every request: that question is worked out once."""

from allauth.account.auth_backends import AuthenticationBackend

from praktijkkring.models import User
from praktijkkring.prepared import Prepared

PERSON = Prepared(lambda user: User.objects.filter(pk=user), user=int)


class Backend(AuthenticationBackend):
    def get_user(self, user_id: int) -> User | None:
        user = PERSON.first(user=user_id)
        return user if user is not None and self.user_can_authenticate(user) else None
