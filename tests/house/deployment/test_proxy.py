"""The proxy of the deployment as a process: TLS, HTTP/2, log-in, cookies and streams through deploy/Caddyfile."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from types import SimpleNamespace

import pytest

from tests.house.deployment.conftest import SERVICES, wait_for
from tests.house.environment import ROOT
from tests.plugins.browser import REFUSED_PAGE
from tests.plugins.found import own_proxy
from tests.plugins.needs import lacking
from tests.plugins.redis import free_port
from tests.plugins.speed import busy

pytestmark = [pytest.mark.slow, pytest.mark.redis]

HOST = "kring.voorbeeld.nl"
STREAM_CUT = 92  # what curl says when the other side closed the stream while it was still sending
PASSWORD = "alleen-voor-deze-toets"
# No certificate of the outside world is asked for, and no port below 1024 is opened.
ON_THIS_MACHINE = "admin off\n\tlocal_certs\n\tskip_install_trust\n\tauto_https disable_redirects"
SEED = f"""
import os; os.environ["DJANGO_SETTINGS_MODULE"] = "praktijkkring.settings"
import django; django.setup()
from allauth.account.models import EmailAddress
from django.urls import reverse
from tests.house.world import build
w = build()
user = w.member.user
user.set_password("{PASSWORD}")
user.save(update_fields=["password"])
EmailAddress.objects.update_or_create(user=user, email=user.email, defaults=dict(verified=True, primary=True))
print(user.email, f"/live/run/{{w.run.pk}}/", reverse("intervision:room", args=[w.run.pk]), reverse("intervision:mark", args=[w.run.pk]))
"""


@pytest.fixture(scope="session")
def proxy(running, tmp_path_factory):
    caddy = own_proxy() or lacking("caddy")
    curl = shutil.which("curl") or lacking("curl")
    if "HTTP2" not in subprocess.run([curl, "--version"], capture_output=True, text=True, check=False).stdout:
        lacking("curl with HTTP/2")
    ports, containers = running
    wait_for(ports["web"], "/healthz", 60)
    folder, port = tmp_path_factory.mktemp("proxy"), free_port()
    text = (ROOT / "deploy/Caddyfile").read_text().replace("admin off", ON_THIS_MACHINE)
    for name in ("web", "live"):
        assert f"{name}:8000" in text
        text = text.replace(f"{name}:8000", f"127.0.0.1:{ports[name]}")
    (folder / "Caddyfile").write_text(text)
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "XDG_DATA_HOME": str(folder / "data")}
    environment["PUBLIC_URL"] = f"https://{HOST}:{port}"
    log = (folder / "caddy.log").open("wb")
    process = subprocess.Popen([caddy, "run", "--config", "Caddyfile"], cwd=folder, env=environment, stderr=log)
    root = folder / "data/caddy/pki/authorities/local/root.crt"
    for _attempt in range(300):
        with socket.socket() as probe:
            if root.exists() and probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.1)
    seed = [sys.executable, "-c", SEED]
    seeded = subprocess.run(
        seed, cwd=ROOT, env=containers["web"].environment, capture_output=True, text=True, check=False
    )
    assert seeded.returncode == 0, seeded.stderr[-2000:]
    names = dict(zip(("email", "stream", "room", "mark"), seeded.stdout.split(), strict=True))
    yield SimpleNamespace(
        process=process, port=port, root=root, jar=folder / "cookies", log=folder / "caddy.log", **names
    )
    process.kill()
    process.wait(5)
    log.close()


def curl(proxy, path, *more):
    """The command, as somebody at home asks it."""
    where = ["--connect-to", f"{HOST}:443:127.0.0.1:{proxy.port}", "--cacert", str(proxy.root), "--http2", "-sS"]
    return ["curl", *where, "-b", str(proxy.jar), "-c", str(proxy.jar), *more, f"https://{HOST}{path}"]


def asked(proxy, path, *more) -> str:
    """The answer with its head."""
    return subprocess.run(curl(proxy, path, "-i", *more), capture_output=True, text=True, timeout=20, check=True).stdout


def token(proxy) -> str:
    return next(line.split()[-1] for line in proxy.jar.read_text().splitlines() if "csrf" in line)


@pytest.fixture(scope="session")
def member(proxy):
    """Somebody who logged in through the proxy; the cookies are in the jar."""
    asked(proxy, "/account/login/")
    form = {"login": proxy.email, "password": PASSWORD, "csrfmiddlewaretoken": token(proxy)}
    data = [part for name, value in form.items() for part in ("--data-urlencode", f"{name}={value}")]
    return asked(proxy, "/account/login/", *data, "-H", f"Referer: https://{HOST}/account/login/")


def test_pages_go_over_tls_and_http_2(proxy):
    head = asked(proxy, "/").lower()
    assert head.startswith("http/2 200"), proxy.log.read_text()[-2000:]
    assert "\nstrict-transport-security: max-age=" in head
    assert "default-src 'none'" in head


def test_somebody_logs_in_with_cookies_for_this_host_only(proxy, member):
    assert member.startswith("HTTP/2 302"), member[:600]
    cookies = [line for line in member.lower().splitlines() if line.startswith("set-cookie: __host-session=")]
    assert len(cookies) == 1
    assert all(word in cookies[0] for word in ("secure", "httponly", "path=/", "samesite=lax"))
    assert "domain=" not in cookies[0]
    assert asked(proxy, proxy.room).startswith("HTTP/2 200")


def test_the_product_is_well_through_the_proxy(proxy):
    """Worker and beat had their heartbeat; see the fixture."""
    head, _, body = asked(proxy, "/healthz").replace("\r", "").partition("\n\n")
    assert head.startswith("HTTP/2 200"), body
    assert {part: told["ok"] for part, told in json.loads(body).items() if isinstance(told, dict)} == dict.fromkeys(
        ("database", "bus", "worker", "beat"), True
    )


@pytest.mark.browser
def test_a_browser_logs_in_through_the_proxy_and_gets_an_open_stream(
    proxy, browser, launch_browser, browser_type_launch_args
):
    """The address is the one of the deployment; the name leads to this machine, and its own authority is believed."""
    leads_here = f"--host-resolver-rules=MAP {HOST}:443 127.0.0.1:{proxy.port}"
    at_home = launch_browser(args=[*browser_type_launch_args.get("args", []), leads_here])
    context = at_home.new_context(base_url=f"https://{HOST}", ignore_https_errors=True, locale="nl-NL")
    troubles, streams = [], []
    context.on("console", lambda said: said.type == "error" and troubles.append(said.text))
    context.on("weberror", lambda error: troubles.append(str(error.error)))
    context.on("response", lambda answer: "/live/" in answer.url and streams.append(answer))
    page = context.new_page()
    page.goto("/account/login/")
    page.locator("main details.pk-more summary").click()
    form = page.locator("form", has=page.locator("input[name=password]"))
    form.locator("input[name=login]").fill(proxy.email)
    form.locator("input[name=password]").fill(PASSWORD)
    form.locator("input[name=password]").press("Enter")
    page.wait_for_url(lambda address: "/login" not in address)
    with page.expect_response(lambda answer: "/live/run/" in answer.url) as stream:
        page.goto(proxy.room)
    assert stream.value.status == 200
    assert stream.value.headers["content-type"].startswith("text/event-stream")
    page.wait_for_timeout(3000)
    assert [answer.request.failure for answer in streams] == [None] * len(streams)
    assert [one for one in troubles if not REFUSED_PAGE.match(one)] == []
    at_home.close()


def test_a_header_that_pretends_to_be_the_proxy_is_not_believed(proxy):
    head = asked(proxy, "/privacy/", "-H", "X_Forwarded_Proto: http", "-H", "X-Forwarded-Proto: http")
    assert head.startswith("HTTP/2 200")


def test_more_than_two_megabytes_are_refused(proxy, tmp_path):
    """The token stands behind the file, so the product answers only to a body that came through whole.

    A Caddy of before 2.7 blames the product for the cut; newer ones say what it is. No answer at all is a refusal too.
    """
    visitor = SimpleNamespace(**{**vars(proxy), "jar": tmp_path / "cookies"})
    asked(visitor, "/account/login/")
    ended = []
    for size in (1_900_000, 2_100_000):
        (tmp_path / "file").write_bytes(b"x" * size)
        form = ["-F", f"file=@{tmp_path / 'file'}", "-F", f"csrfmiddlewaretoken={token(visitor)}", "-H", "Expect:"]
        command = curl(visitor, "/account/login/", "-i", *form, "-H", f"Referer: https://{HOST}/account/login/")
        ended.append(subprocess.run(command, capture_output=True, text=True, timeout=20, check=False))
    through, stopped = ended
    assert through.stdout.startswith("HTTP/2 422"), through
    cut_while_sending = stopped.returncode == STREAM_CUT and not stopped.stdout
    assert cut_while_sending or stopped.stdout.startswith(("HTTP/2 413", "HTTP/2 503")), stopped


def test_a_stream_arrives_at_once_and_the_proxy_ends_within_seconds_while_it_is_open(proxy, member):
    stream = subprocess.Popen(curl(proxy, f"{proxy.stream}?v=0", "-N", "-i"), stdout=subprocess.PIPE)
    try:
        head = [stream.stdout.readline()]
        while head[-1].strip():
            head.append(stream.stdout.readline())
        assert head[0].startswith(b"HTTP/2 200"), b"".join(head)
        began = time.monotonic()
        first = stream.stdout.readline()
        assert first.strip(), "nothing came"
        assert time.monotonic() - began < 5 * busy()
        assert stream.poll() is None
        began = time.monotonic()
        proxy.process.send_signal(signal.SIGTERM)
        within = 9 * busy()
        proxy.process.wait(within)
        assert time.monotonic() - began < within
    finally:
        stream.kill()
        stream.communicate()


def test_the_container_runs_this_file():
    assert SERVICES["proxy"]["build"]["target"] == "proxy"
    assert "deploy/Caddyfile" in (ROOT / "Dockerfile").read_text()
