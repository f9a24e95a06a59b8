"""How forms look: the template pack ``pk`` (``templates/pk/``) with this helper."""

from crispy_forms.helper import FormHelper
from django.utils.translation import gettext_lazy as _

SAVE = _("Save")
CANCEL = _("Cancel")


class PkHelper(FormHelper):
    """``self.helper = PkHelper(submit=_("Save"), cancel=reverse("circles:mine"))`` in a form's ``__init__``.

    ``submit=""`` draws no button, ``tag=False`` no ``<form>``; ``danger=True`` for what cannot be undone.
    """

    def __init__(self, submit=SAVE, cancel="", *, tag=True, danger=False, layout=None):
        super().__init__()
        self.submit_label = submit
        self.submit_class = "btn-alarm" if danger else "btn-primary"
        self.cancel_url = cancel
        self.cancel_label = CANCEL
        self.form_tag = tag
        if layout is not None:
            self.layout = layout
