"""Who goes away halfway through sending has sent nothing: a page that is left, a phone that goes into a tunnel."""

import contextlib
import io
import socket
import time
import urllib.request
import uuid
from urllib.parse import urlencode, urlsplit

import pytest
from django.core.exceptions import BadRequest
from django.urls import reverse
from django.utils import timezone

from intervision.access import run_for, talk_for
from intervision.domain.act import act
from intervision.domain.arrive import arrive
from intervision.domain.start import start_run
from intervision.engine import Next
from intervision.methods import library
from intervision.models import Contribution
from praktijkkring.asgi import PAGE_THREADS
from praktijkkring.whole import OneLine, WholeBody
from sessions_app.models import Meeting


def test_a_body_that_ends_before_its_length_is_refused():
    body = WholeBody(io.BytesIO(b"text=Wat als"), 20)
    assert body.read(5) == b"text="
    with pytest.raises(BadRequest):
        body.read()
    assert WholeBody(io.BytesIO(b"text=Wat als"), 12).read(64) == b"text=Wat als"
    assert WholeBody(io.BytesIO(b"a=1 and another request"), 3).read() == b"a=1"


def until(happened):
    for _ in range(600):
        if happened():
            return
        time.sleep(0.02)


def sent(site, client, address, body: bytes, *, of: int) -> str:
    """The first line of the answer. When ``body`` is the beginning of ``of`` bytes the sender goes away after it."""
    place = urlsplit(site)
    head = {
        "Host": place.netloc,
        "Cookie": "; ".join(f"{name}={one.value}" for name, one in client.cookies.items()) + f"; csrf={'a' * 32}",
        "X-CSRFToken": "a" * 32,
        "X-Room": "1",
        "Content-Type": "application/x-www-form-urlencoded",
        "Content-Length": str(of),
    }
    lines = [f"POST {address} HTTP/1.1", *(f"{name}: {value}" for name, value in head.items()), "", ""]
    with socket.create_connection((place.hostname, place.port), timeout=10) as line:
        line.sendall("\r\n".join(lines).encode() + body)
        return line.makefile("rb").readline().decode() if len(body) == of else ""


def test_half_a_text_is_not_stored_as_if_it_were_the_whole(site, cast, client, caplog):
    Meeting.objects.filter(pk=cast.meeting.pk).update(date=timezone.localdate())
    arrive(by=talk_for(cast.member.user, cast.meeting.pk))
    run = start_run(by=talk_for(cast.facilitator.user, cast.meeting.pk), method=library.get("vijfstappen"))
    act(by=run_for(cast.facilitator.user, run.pk), command=Next())
    client.force_login(cast.member.user)
    card = {"id": uuid.uuid4(), "step": 1, "kind": "question", "state": "put", "text": "Wat als de raad nee zegt?"}
    whole, address = urlencode(card).encode(), reverse("intervision:entry", args=[run.pk])
    sent(site, client, address, whole[:-12], of=len(whole))
    until(lambda: caplog.records or Contribution.objects.exists())
    assert not Contribution.objects.exists()
    [line] = caplog.records
    assert OneLine().filter(line)
    assert (line.getMessage(), line.exc_info) == (
        f"The connection was cut before the request was complete: {address}",
        None,
    )
    assert "200" in sent(site, client, address, whole, of=len(whole))
    assert Contribution.objects.get().text == "Wat als de raad nee zegt?"


def test_phones_that_are_slow_to_send_keep_no_page_from_anybody(site, db):
    """More of them than there are threads for pages, each with half a form."""
    place, address = urlsplit(site), reverse("account_login")
    head = f"Host: {place.netloc}\r\nCookie: csrf={'a' * 32}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    with contextlib.ExitStack() as phones:
        for _ in range(PAGE_THREADS + 1):
            phone = phones.enter_context(socket.create_connection((place.hostname, place.port)))
            phone.sendall(f"POST {address} HTTP/1.1\r\n{head}Content-Length: 40\r\n\r\ncsrfmiddlewaretoken=".encode())
        time.sleep(0.5)  # they have arrived
        with urllib.request.urlopen(f"{site}{address}", timeout=20) as page:
            assert page.status == 200
