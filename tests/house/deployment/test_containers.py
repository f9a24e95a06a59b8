"""Each container's command, as it stands in docker-compose.yml, run as a process on a real PostgreSQL and Redis."""

import gzip
import json
import re
import shutil
import subprocess
import sys
import urllib.error
import urllib.request

import brotli
import pytest

from tests.house.deployment.conftest import SERVICES, ask, wait_for
from tests.house.environment import PRODUCTION, ROOT

pytestmark = [pytest.mark.slow, pytest.mark.redis]

COMPRESS = """
import sys, django; django.setup()
from django.contrib.staticfiles.storage import staticfiles_storage
staticfiles_storage.create_compressor(quiet=True).compress(sys.argv[1])
"""


def test_all_parts_become_well(running):
    ports, containers = running
    status, _headers, body = wait_for(ports["web"], "/healthz", 60)
    assert status == 200, (body, {name: c.log.read_text()[-2000:] for name, c in containers.items()})
    assert json.loads(body)["bus"]["kind"] == "redis"
    assert wait_for(ports["live"], "/healthz?only=database,bus")[0] == 200


def test_the_health_checks_of_the_containers_pass(running):
    ports, _containers = running
    wait_for(ports["web"], "/healthz", 60)
    for name in ("web", "live", "worker", "beat"):
        _cmd, _python, script, address = SERVICES[name]["healthcheck"]["test"]
        address = address.replace("127.0.0.1:8000", f"127.0.0.1:{ports[name]}").replace(
            "web:8000", f"127.0.0.1:{ports['web']}"
        )
        probe = subprocess.run([sys.executable, script, address], cwd=ROOT, capture_output=True, text=True, check=False)
        assert probe.returncode == 0, f"{name}: {probe.stderr}"


def test_pages_are_sent_with_the_headers_of_a_production(running):
    ports, _containers = running
    wait_for(ports["web"], "/healthz?only=database")
    status, headers, body = ask(ports["web"], "/")
    assert status == 200
    assert headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    style = re.search(rb'href="(/static/css/[^"]+\.[0-9a-f]{12}\.css)"', body)
    assert style, "static files carry a hash in their name"
    status, headers, _body = ask(ports["web"], style[1].decode())
    assert (status, "immutable" in headers["Cache-Control"]) == (200, True)


def test_the_build_compresses_as_hard_as_it_can(deployment, tmp_path):
    """The fixtures have it compress lightly; this is the storage of a deployment without that."""
    _folder, environment = deployment
    sheet = tmp_path / "components.css"
    shutil.copy(ROOT / "static/css/components.css", sheet)
    environment = environment | PRODUCTION | {"DJANGO_SETTINGS_MODULE": "praktijkkring.settings"}
    subprocess.run([sys.executable, "-c", COMPRESS, sheet], cwd=ROOT, env=environment, check=True)
    assert (tmp_path / "components.css.br").read_bytes() == brotli.compress(sheet.read_bytes(), quality=11)
    assert gzip.decompress((tmp_path / "components.css.gz").read_bytes()) == sheet.read_bytes()


def test_without_tls_a_visitor_is_sent_to_https(running):
    ports, _containers = running
    wait_for(ports["web"], "/healthz?only=database")

    class Stay(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *args):
            return None

    opener = urllib.request.build_opener(Stay)
    request = urllib.request.Request(f"http://127.0.0.1:{ports['web']}/", headers={"Host": "kring.voorbeeld.nl"})
    with pytest.raises(urllib.error.HTTPError) as answer:
        opener.open(request, timeout=5)
    assert answer.value.headers["Location"] == "https://kring.voorbeeld.nl/"
    answer.value.close()


def test_a_foreign_host_is_refused(running):
    ports, _containers = running
    wait_for(ports["web"], "/healthz?only=database")
    assert ask(ports["web"], "/", Host="evil.example")[0] == 400


def test_a_stranger_gets_no_stream(running):
    ports, _containers = running
    wait_for(ports["live"], "/healthz?only=database,bus")
    assert ask(ports["live"], "/live/run/1/?v=0")[0] in {401, 403, 404}
