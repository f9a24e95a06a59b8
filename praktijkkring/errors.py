"""The one exception whose text is shown to a person."""


class Refused(Exception):
    """A rule of the domain says no. ``str(error)`` is a translated sentence for the person who asked.

    Views turn it into a 4xx answer that keeps everything that was typed.
    """
