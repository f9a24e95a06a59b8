"""What every answer says to the browser: what it may load, where it may be shown, that nobody stores it."""

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
PAGES = ALWAYS | {"X-Frame-Options": "DENY"}
PUBLIC = {"ui:manifest", "circles:call_card", "circles:robots", "circles:sitemap"}


def missing(response, expected) -> list[str]:
    """What is missing or else; a policy that allows something inline is wrong too."""
    found = [name for name, value in expected.items() if response.headers.get(name) != value]
    policy = response.headers.get("Content-Security-Policy", "")
    if "default-src 'none'" not in policy or ("unsafe" in policy and "sandbox" not in policy):
        found.append("Content-Security-Policy")
    if "camera=()" not in response.headers.get("Permissions-Policy", ""):
        found.append("Permissions-Policy")
    return found


def kept(response) -> bool:
    """Whether a browser or a proxy may store it."""
    return "no-store" not in response.headers.get("Cache-Control", "")


def faults(answer, name: str) -> list[str]:
    """What is wrong with what this page of the product says."""
    found = missing(answer, PAGES)
    return [*found, "may be stored"] if kept(answer) and name not in PUBLIC else found
