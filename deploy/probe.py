"""Health check of a container: ``probe.py URL`` ends with 0 when the address answers 200."""

import sys
import urllib.error
import urllib.request

request = urllib.request.Request(sys.argv[1], headers={"Host": "localhost"})
try:
    with urllib.request.urlopen(request, timeout=4) as answer:
        sys.exit(answer.status != 200)
except (urllib.error.URLError, OSError) as error:
    sys.exit(f"{sys.argv[1]}: {error}")
