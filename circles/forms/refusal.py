"""A form that carries out what it asks, and shows a refusal as one of its own errors."""

from collections.abc import Callable

from praktijkkring.errors import Refused


def posted(request):
    """What was sent, also when it is nothing at all; None for a page that is only opened."""
    return request.POST if request.method == "POST" else None


class CarriesOut:
    """For a Form: ``form.carry_out(lambda data: invite(by=…, **data))``."""

    def carry_out(self, act: Callable):
        """What ``act(cleaned_data)`` gives; None when the input is wrong or a rule says no (then the form tells)."""
        if not (self.is_bound and self.is_valid()):
            return None
        try:
            return act(self.cleaned_data)
        except Refused as refused:
            self.add_error(None, str(refused))
            return None

    @property
    def status(self) -> int:
        """The status of the page that shows this form."""
        return 422 if self.is_bound else 200
