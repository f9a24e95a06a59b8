"""One way to write an e-mail address, so that the same mailbox is recognised. Pure."""

import unicodedata


def normal(email: str) -> str:
    """Lower case; a domain with letters such as é in the form that mail servers use: ``jan@xn--…``.

    What is no address comes back as it is, in lower case: whoever checks it says so.
    """
    email = unicodedata.normalize("NFC", email).strip().lower()
    name, at, host = email.rpartition("@")
    if not at or host.isascii():
        return email
    try:
        return f"{name}@{host.encode('idna').decode()}"
    except UnicodeError:
        return email
