"""Serve pages and streams: ``python -m praktijkkring.live.serve [--host H] [--port P] [--app MODULE:NAME]``.

Uvicorn, on a socket made for streams: connections inherit a small send buffer, so that a browser that does not read
costs little, and give up on a peer that is gone.
"""

import argparse
import os
import socket

import uvicorn

SEND_BUFFER = 65_536
GIVE_UP_AFTER = 20_000
"""Milliseconds that sent bytes may go without acknowledgement: a phone in a tunnel is gone after this."""

SECONDS_TO_STOP = 2


def listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    if hasattr(socket, "TCP_USER_TIMEOUT"):  # Linux
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, GIVE_UP_AFTER)
    listener.bind((host, port))
    listener.listen(2048)
    listener.set_inheritable(True)
    return listener


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="praktijkkring.live.serve", description=__doc__.splitlines()[0])
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))
    parser.add_argument("--app", default="praktijkkring.asgi:application")
    parser.add_argument("--log-level", default="warning")
    parser.add_argument("--access-log", action="store_true")
    options = parser.parse_args(arguments)
    listener = listen(options.host, options.port)
    config = uvicorn.Config(
        options.app,
        lifespan="on",
        log_level=options.log_level,
        log_config=None,
        access_log=options.access_log,
        server_header=False,
        backlog=2048,
        timeout_graceful_shutdown=SECONDS_TO_STOP,
    )
    uvicorn.Server(config).run(sockets=[listener])


if __name__ == "__main__":
    main()
