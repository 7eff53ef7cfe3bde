"""Read by every program a test starts: nothing may be reached but this machine.

A refused connection is an error for the program, and is noted where the test looks.
"""

import os
import socket
from pathlib import Path

_LOOPBACK = ("127.0.0.1", "::1", "localhost", None, "", b"127.0.0.1", b"localhost")


def _guard() -> None:
    connect, look_up = socket.socket.connect, socket.getaddrinfo

    def refuse(host: object) -> None:
        with Path(os.environ["NOTED_CONNECTIONS"]).open("a") as noted:
            noted.write(f"{host}\n")
        raise ConnectionRefusedError("only this machine")

    def only_here(self, address):
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in _LOOPBACK:
            refuse(address[0])
        return connect(self, address)

    def looked_up_here(host, *arguments, **more):
        if host not in _LOOPBACK:
            refuse(host)
        return look_up(host, *arguments, **more)

    socket.socket.connect = only_here
    socket.getaddrinfo = looked_up_here


if "NOTED_CONNECTIONS" in os.environ:
    _guard()
