"""The way of rows into a server."""

from __future__ import annotations

import socket
from contextlib import closing

from desktop_app.engine.sources.postgres.connection import Connection, connect, socket_of
from desktop_app.engine.sources.postgres.restoring.rows import widen
from tests.servers import Server


def room_of(connection: Connection) -> int:
    """Bytes that the system takes from us before the server reads them."""
    with socket_of(connection) as copy:
        return copy.getsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF)


def test_more_rows_are_on_their_way_to_a_server_on_this_computer(pg17: Server) -> None:
    with closing(connect(pg17.address, None)) as connection:
        usual = room_of(connection)
        widen(connection)
        assert room_of(connection) > usual


def test_a_connection_that_is_gone_is_not_told_here(pg17: Server) -> None:
    with closing(connect(pg17.address, None)) as connection:
        with socket_of(connection) as copy:
            copy.shutdown(socket.SHUT_RDWR)
        widen(connection)
