"""A person with an account. The e-mail address is the name they log in with."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models, transaction
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager):
    """Makes people. Addresses are stored in lower case, so that one address is one person."""

    def create_user(self, email, password=None, **fields):
        """A person whose address counts as confirmed after the first mailed code."""
        from allauth.account.models import EmailAddress  # noqa: PLC0415 - its models need this one to be there

        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        with transaction.atomic(using=self._db):
            user.save(using=self._db)
            EmailAddress.objects.using(self._db).create(user=user, email=user.email, primary=True, verified=False)
        return user

    def create_superuser(self, email, password=None, **fields):
        """The way of ``manage.py createsuperuser``; it stands in the trail."""
        from praktijkkring.audit.record import record  # noqa: PLC0415 - it needs this model to be there

        with transaction.atomic(using=self._db):
            user = self.create_user(email, password, is_staff=True, is_superuser=True, **fields)
            record("accounts.appointed", by=None, scope=f"account:{user.pk}", who=user)
        return user

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)


class User(AbstractBaseUser, PermissionsMixin):
    """Somebody who can log in. Roles in a circle are not here: they live in ``circles``."""

    class Language(models.TextChoices):
        DUTCH = "nl", "Nederlands"
        ENGLISH = "en", "English"

    email = models.EmailField(
        _("e-mail address"),
        max_length=254,
        unique=True,
        error_messages={"unique": _("There is already an account with this e-mail address.")},
    )
    name = models.CharField(_("name"), max_length=120)
    language = models.CharField(_("language"), max_length=5, choices=Language, default=Language.DUTCH)
    time_zone = models.CharField(_("time zone"), max_length=64, default="Europe/Amsterdam")
    is_coordinator = models.BooleanField(_("may found circles"), default=False)
    is_staff = models.BooleanField(_("network administrator"), default=False)
    is_active = models.BooleanField(_("active"), default=True)
    joined_at = models.DateTimeField(_("joined"), default=timezone.now, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="user_email_in_lower_case"),
        ]

    def __str__(self):
        return self.name or self.email

    @property
    def initials(self) -> str:
        """Up to three letters for the round on the chair: 'Ellen van Rijn' gives 'EvR'."""
        words = (self.name or self.email).split()
        if len(words) == 1:
            return words[0][:2].upper()
        first, *middle, last = words
        return first[0].upper() + "".join(w[0].lower() for w in middle if w[0].islower())[:1] + last[0].upper()

    @property
    def first_name(self) -> str:
        return self.name.split(" ")[0] if self.name else self.email.split("@")[0]
