"""A real S3 server for tests, and a gateway before it that has the manners and the moods of
others: it answers as Amazon does, is busy, loses answers."""

from __future__ import annotations

import http.client
import os
import re
import secrets
import shutil
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from obstore.store import S3Store

from desktop_app.engine.repository.storage.s3 import S3Storage
from desktop_app.engine.repository.storage.s3_address import S3Address, S3Credentials

BUCKET = "lab"
STARTED = re.compile(r"Starting s3 server on \[(http://[^/\]]+)")


@dataclass(frozen=True)
class ObjectStore:
    """A running server with one bucket. ``folder`` holds its buckets as folders."""

    endpoint: str
    folder: Path
    credentials: S3Credentials

    def address(self, bucket: str = BUCKET, prefix: str = "") -> S3Address:
        return S3Address(bucket, prefix, self.endpoint)

    def client(self) -> S3Store:
        """The bucket as other programs see it."""
        return S3Store(
            BUCKET,
            endpoint=self.endpoint,
            access_key_id=self.credentials.access_key,
            secret_access_key=self.credentials.secret_key,
            client_options={"allow_http": True},
        )

    def storage(self, prefix: str) -> S3Storage:
        return S3Storage(self.address(prefix=prefix), self.credentials)


@contextmanager
def rclone(folder: Path) -> Iterator[ObjectStore]:
    """``rclone serve s3`` over a private folder, on loopback, at a port that it chose itself."""
    (folder / BUCKET).mkdir()
    credentials = S3Credentials(secrets.token_hex(8), secrets.token_hex(16))
    binary = Path(sys.executable).parent / "rclone"
    command = [str(binary), "serve", "s3", "--addr", "127.0.0.1:0", str(folder)]
    if setpriv := shutil.which("setpriv"):  # ends with us, even if we are killed
        command = [setpriv, "--pdeathsig", "TERM", *command]
    environment = {
        "PATH": os.environ["PATH"],
        "RCLONE_CONFIG": os.devnull,
        "RCLONE_AUTH_KEY": f'"{credentials.access_key},{credentials.secret_key}"',
    }
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr
        drain = threading.Thread(target=deque, args=(server.stderr, 0))
        try:
            endpoint = next(found[1] for line in server.stderr if (found := STARTED.search(line)))
            drain.start()
            yield ObjectStore(endpoint, folder, credentials)
        finally:
            server.terminate()
            if drain.ident:
                drain.join()


@dataclass
class Gateway:
    """Stands before a server and says what to do with the next requests of a method.

    A mood is what to answer instead: a status and S3's code (0: hang up at once), or a text; or
    None to carry the request out and hang up then. ``bytes_sent`` counts contents of answers.
    """

    store: ObjectStore
    moods: dict[str, list[tuple[int, str] | str | None]] = field(default_factory=dict)
    requests: list[str] = field(default_factory=list)
    bytes_sent: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)


@contextmanager
def gateway(store: ObjectStore) -> Iterator[tuple[ObjectStore, Gateway]]:
    """The same server as seen through a gateway that answers ranges with 206 and heeds
    ``If-None-Match: *``, which rclone does not."""
    before = Gateway(store)

    class Handler(_Handler):
        gateway = before

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            endpoint = f"http://127.0.0.1:{server.server_port}"
            yield ObjectStore(endpoint, store.folder, store.credentials), before
        finally:
            server.shutdown()
            thread.join()


class _Handler(BaseHTTPRequestHandler):
    gateway: Gateway

    def log_message(self, *_: Any) -> None:
        pass

    def _pass_on(self) -> None:
        gateway, method = self.gateway, self.command
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        gateway.requests.append(f"{method} {self.path}")
        moods = gateway.moods.get(method, [])
        mood = moods.pop(0) if moods else ()
        if isinstance(mood, str):
            return self._answer(200, {}, mood.encode())
        if mood:
            if not mood[0]:
                self.close_connection = True
                return None
            return self._answer(mood[0], {}, f"<Error><Code>{mood[1]}</Code></Error>".encode())
        with gateway.lock:  # so that looking and writing are one step
            if self.headers.get("If-None-Match") == "*" and self._is_taken():
                return self._answer(412, {}, b"<Error><Code>PreconditionFailed</Code></Error>")
            status, headers, content = self._ask(body)
        if mood is None:
            self.close_connection = True
            return None
        return self._answer(status, headers, content)

    do_GET = do_PUT = do_HEAD = do_DELETE = _pass_on  # noqa: N815

    def _is_taken(self) -> bool:
        return (self.gateway.store.folder / self.path.lstrip("/")).exists()

    def _ask(self, body: bytes) -> tuple[int, dict[str, str], bytes]:
        host = self.gateway.store.endpoint.removeprefix("http://")
        connection = http.client.HTTPConnection(host, timeout=30)
        try:
            connection.request(self.command, self.path, body, dict(self.headers))
            answer = connection.getresponse()
            headers = dict(answer.getheaders())
            partial = answer.status == 200 and "Content-Range" in headers
            return (206 if partial else answer.status), headers, answer.read()
        finally:
            connection.close()

    def _answer(self, status: int, headers: dict[str, str], content: bytes) -> None:
        self.send_response(status)
        for name, value in headers.items():
            if name.lower() not in ("content-length", "transfer-encoding", "connection"):
                self.send_header(name, value)
        length = headers.get("Content-Length") if self.command == "HEAD" else str(len(content))
        self.send_header("Content-Length", length or "0")
        self.end_headers()
        self.gateway.bytes_sent += len(content)
        self.wfile.write(content)
