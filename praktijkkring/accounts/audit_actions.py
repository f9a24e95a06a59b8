"""What is written down about accounts."""

from django.utils.translation import gettext_lazy as _

from praktijkkring.audit.actions import register

register(
    {
        "accounts.exported": _("%(by)s downloaded their own data."),
        "accounts.appointed": _("%(who)s became an administrator, from the command line of the server."),
        "accounts.erased": _("An account was erased."),
    }
)
