"""Real servers that take notifications: HTTP, HTTPS, mail, and a proxy in front of the world."""

from __future__ import annotations

import datetime
import ipaddress
import json
import select
import socket
import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

LOGIN = LoginPassword(b"lab", b"s3cret-pass")


@dataclass(frozen=True)
class Request:
    """What a web server got."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class WebReceiver:
    """A running web server. ``status``: what it answers to the requests to come; ``silent``:
    it takes requests and never answers, until it is closed."""

    port: int
    requests: list[Request] = field(default_factory=list)
    status: int = 200
    answer: bytes = b"ok"
    silent: bool = False
    closing: threading.Event = field(default_factory=threading.Event)


@contextmanager
def web_receiver(tls: ssl.SSLContext | None = None, port: int = 0) -> Iterator[WebReceiver]:
    """A web server on the loopback, in a thread."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            request = Request(self.command, self.path, dict(self.headers), body)
            receiver.requests.append(request)
            if receiver.silent:
                receiver.closing.wait()
                return
            self.send_response(receiver.status)
            if receiver.status in (301, 302):
                self.send_header("Location", f"http://127.0.0.1:{receiver.port}/elsewhere")
            self.send_header("Content-Length", str(len(receiver.answer)))
            self.end_headers()
            self.wfile.write(receiver.answer)

        do_GET = do_POST  # noqa: N815 (the server's name for it)

        def log_message(self, format: str, *args: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    server.handle_error = lambda *_: None  # type: ignore[method-assign] # a client went away
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    receiver = WebReceiver(server.server_address[1])
    with _serving(server):
        yield receiver
        receiver.closing.set()


@contextmanager
def _serving(server: ThreadingHTTPServer) -> Iterator[None]:
    server.daemon_threads = False
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def proxy_to(port: int) -> Iterator[int]:
    """A web proxy that leads every connection, to whatever host, to one local port."""

    class Handler(BaseHTTPRequestHandler):
        def do_CONNECT(self) -> None:
            with socket.create_connection(("127.0.0.1", port)) as inner:
                self.send_response(200)
                self.end_headers()
                _join(self.connection, inner)
            self.close_connection = True

        def log_message(self, format: str, *args: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    with _serving(server):
        yield server.server_address[1]


def _join(one: socket.socket, other: socket.socket) -> None:
    """Carry bytes both ways until one side ends."""
    while True:
        for ready in select.select([one, other], [], [])[0]:
            data = ready.recv(65536)
            if not data:
                return
            (other if ready is one else one).sendall(data)


@dataclass
class MailReceiver:
    """A running mail server. ``refusal``: what it says to each recipient instead of taking it."""

    port: int = 0
    mails: list[Envelope] = field(default_factory=list)
    refusal: str = ""

    async def handle_RCPT(  # noqa: N802 (aiosmtpd's name)
        self, server: Any, session: Any, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.refusal:
            return self.refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802
        self, server: Any, session: Any, envelope: Envelope
    ) -> str:
        self.mails.append(envelope)
        return "250 taken"


@contextmanager
def mail_receiver(
    *, tls: ssl.SSLContext | None = None, login: bool = False, port: int = 0
) -> Iterator[MailReceiver]:
    """A mail server on the loopback; with ``tls`` it insists on STARTTLS, with ``login`` on
    the user ``lab``."""

    def authenticate(*given: Any) -> AuthResult:
        right = given[-1] == LOGIN
        return AuthResult(success=right, handled=right)

    receiver = MailReceiver()
    receiver.port = port or free_port()
    controller = Controller(
        receiver,
        hostname="127.0.0.1",
        port=receiver.port,
        tls_context=tls,
        require_starttls=tls is not None,
        authenticator=authenticate,
        auth_required=login,
        auth_require_tls=tls is not None,
    )
    controller.start()
    try:
        yield receiver
    finally:
        controller.stop()


def free_port() -> int:
    """A port where nothing listens."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@dataclass(frozen=True)
class Authority:
    """A certificate authority of the test's own. ``file``: its certificate, for clients."""

    file: Path
    server: ssl.SSLContext

    def trusted_by(self, environment: Mapping[str, str]) -> dict[str, str]:
        """The environment of a client that trusts it."""
        return {
            **environment,
            "SSL_CERT_FILE": str(self.file),
            "REQUESTS_CA_BUNDLE": str(self.file),
        }


def make_authority(folder: Path, *hosts: str) -> Authority:
    """A certificate for the loopback and for ``hosts``, and its authority."""
    ours = ec.generate_private_key(ec.SECP256R1())
    theirs = ec.generate_private_key(ec.SECP256R1())
    issuer = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "authority of a test")])
    names: list[x509.GeneralName] = [x509.DNSName(host) for host in ("localhost", *hosts)]
    names.append(x509.IPAddress(ipaddress.ip_address("127.0.0.1")))
    root = _certificate(issuer, issuer, ours, ours, x509.BasicConstraints(True, None))
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    leaf = _certificate(subject, issuer, theirs, ours, x509.SubjectAlternativeName(names))
    (folder / "ca.pem").write_bytes(root.public_bytes(serialization.Encoding.PEM))
    key = theirs.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    both = folder / "server.pem"
    both.write_bytes(key + leaf.public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(both)
    return Authority(folder / "ca.pem", context)


def _certificate(
    subject: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePrivateKey,
    signer: ec.EllipticCurvePrivateKey,
    extension: x509.ExtensionType,
) -> x509.Certificate:
    now = datetime.datetime.now(datetime.UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(extension, critical=isinstance(extension, x509.BasicConstraints))
    )
    return builder.sign(signer, hashes.SHA256())
