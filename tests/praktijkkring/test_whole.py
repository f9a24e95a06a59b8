"""Who goes away halfway through sending has sent nothing: a page that is left, a phone that goes into a tunnel."""

import asyncio
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
from praktijkkring.whole import CAME, FILES_AT_ONCE, LARGEST, SMALL, Arrivals, OneLine, WholeBody
from sessions_app.models import Meeting
from tests.praktijkkring.live.straight_bus import run_alone


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


def half_a_form(host: str, address: str, *, of: int) -> bytes:
    head = f"Host: {host}\r\nCookie: csrf={'a' * 32}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    return f"POST {address} HTTP/1.1\r\n{head}Content-Length: {of}\r\n\r\ncsrfmiddlewaretoken=".encode()


def test_phones_that_are_slow_to_send_keep_no_page_from_anybody(site, db):
    """More of them than there are threads for pages, each with half a form; and more than may send a file, with half of that."""
    place, address = urlsplit(site), reverse("account_login")
    with contextlib.ExitStack() as phones:
        for length in [40] * (PAGE_THREADS + 1) + [SMALL + 1] * (FILES_AT_ONCE + 1):
            phone = phones.enter_context(socket.create_connection((place.hostname, place.port)))
            phone.sendall(half_a_form(place.netloc, address, of=length))
        time.sleep(0.5)  # they have arrived
        with urllib.request.urlopen(f"{site}{address}", timeout=20) as page:
            assert page.status == 200


def test_what_is_larger_than_any_file_here_is_not_waited_for(site, client, db):
    place, address = urlsplit(site), reverse("account_login")
    file = urlencode({"text": "a" * (SMALL * 2)}).encode()
    assert "422" in sent(site, client, address, file, of=len(file)), "read, and no way to log in"
    with socket.create_connection((place.hostname, place.port), timeout=10) as line, line.makefile("rb") as answer:
        line.sendall(half_a_form(place.netloc, address, of=LARGEST + 1))
        assert b"400" in answer.readline()


def test_of_many_files_no_more_than_so_many_are_in_memory_at_once():
    begun, sixteen = [], asyncio.Event()

    async def slow(number):
        begun.append(number)
        await sixteen.wait()
        return {"body": b"a" * 3, "more_body": False}

    async def all_of_them():
        arrivals = Arrivals()
        scope = {"type": "http", "headers": [(b"content-length", b"%d" % (SMALL + 1))]}
        files = [asyncio.create_task(arrivals.with_body(scope, lambda n=n: slow(n))) for n in range(FILES_AT_ONCE + 5)]
        await asyncio.sleep(0.05)
        assert len(begun) == FILES_AT_ONCE
        form = {"type": "http", "headers": [(b"content-length", b"3")]}
        assert (await arrivals.with_body(form, lambda: at_once(b"a=1")))[CAME] == b"a=1"
        sixteen.set()
        assert [came[CAME] for came in await asyncio.gather(*files)] == [b"aaa"] * (FILES_AT_ONCE + 5)

    async def at_once(body):
        return {"body": body}

    run_alone(all_of_them())
