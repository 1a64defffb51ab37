"""Backups over TLS, against a real server with a certificate of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import psycopg
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from desktop_app.cli.wording import sentence
from desktop_app.engine.backup import back_up
from desktop_app.engine.errors import TlsFailed
from desktop_app.engine.repository.repository import Repository
from desktop_app.engine.repository.storage.memory import MemoryStorage
from desktop_app.engine.sources.postgres.connection import Address, ClientSettings, connect
from desktop_app.engine.sources.postgres.scratch.account import server_account
from desktop_app.engine.sources.postgres.scratch.server import ScratchServer
from desktop_app.engine.sources.postgres.source import PostgresSource

ROWS = 40_000  # above the size from which rows come through psql


@pytest.fixture(scope="module")
def secure(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[ScratchServer, Path]]:
    """A server that speaks TLS, and the certificate to trust."""
    folder = tmp_path_factory.mktemp("tls")
    folder.parent.chmod(0o755)
    with ScratchServer.start(network=True) as server:
        certificate, key = make_certificate(server.data)
        with psycopg.connect(
            server.address.conninfo(), password=server.password, autocommit=True
        ) as connection:
            for name, value in (("ssl_cert_file", certificate), ("ssl_key_file", key)):
                connection.execute(f"ALTER SYSTEM SET {name} = '{value.name}'".encode())
            connection.execute("ALTER SYSTEM SET ssl = on")
            connection.execute("SELECT pg_reload_conf()")
            connection.execute(
                f"CREATE TABLE measurement AS SELECT n, md5(n::text) FROM "
                f"generate_series(1, {ROWS}) n".encode()
            )
        trusted = folder / "trusted.pem"
        trusted.write_bytes(certificate.read_bytes())
        yield server, trusted


def make_certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate for 127.0.0.1 that signs itself, and its key, for the server's account."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    alternative = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(alternative, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    private = key.private_bytes(
        pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    paths = folder / "tls.crt", folder / "tls.key"
    for path, data in zip(paths, (certificate.public_bytes(pem), private), strict=True):
        path.write_bytes(data)
        path.chmod(0o600)
        if account := server_account():
            account.own(path)
    return paths


def address_with(server: ScratchServer, *options: tuple[str, str]) -> Address:
    plain = server.address
    return Address("127.0.0.1", plain.port, plain.user, plain.database, tuple(sorted(options)))


def source(server: ScratchServer, *options: tuple[str, str]) -> PostgresSource:
    return PostgresSource(address_with(server, *options), server.password, ClientSettings())


def test_a_verified_server_is_backed_up(secure: tuple[ScratchServer, Path]) -> None:
    server, trusted = secure
    options = (("sslmode", "verify-full"), ("sslrootcert", str(trusted)))
    repository, _ = Repository.create(MemoryStorage(), "a long sentence")
    result = back_up(source(server, *options), "lab", repository)
    assert result.snapshot.rows == ROWS
    repository.close()


def test_a_server_that_cannot_prove_itself_gets_nothing(
    secure: tuple[ScratchServer, Path], tmp_path: Path
) -> None:
    server, _ = secure
    other, _ = make_certificate(tmp_path)
    options = (("sslmode", "verify-full"), ("sslrootcert", str(other)))
    repository, _ = Repository.create(MemoryStorage(), "a long sentence")
    with pytest.raises(TlsFailed, match="certificate verify failed"):
        back_up(source(server, *options), "lab", repository)
    assert not repository.snapshots()
    repository.close()


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ({"sslrootcert": "/none.pem"}, "root certificate"),
        ({"host": "localhost"}, "does not match host name"),
        ({"sslcert": "TRUSTED", "sslkey": "/none.pem"}, "not private key file"),
    ],
)
def test_certificates_that_do_not_fit_are_told(
    secure: tuple[ScratchServer, Path], options: dict[str, str], why: str
) -> None:
    server, trusted = secure
    options = {"sslmode": "verify-full", "sslrootcert": "TRUSTED"} | options
    options = {name: value.replace("TRUSTED", str(trusted)) for name, value in options.items()}
    address = replace(address_with(server), host=options.pop("host", "127.0.0.1"))
    with pytest.raises(TlsFailed, match=why) as caught:
        connect(replace(address, options=tuple(sorted(options.items()))), server.password)
    assert "Check sslmode and the certificates" in sentence(caught.value)


def test_a_server_that_does_not_encrypt_is_told() -> None:
    with ScratchServer.start(network=True) as server:
        options = (("sslmode", "require"),)
        with pytest.raises(TlsFailed, match="does not support SSL"):
            connect(replace(server.address, options=options), server.password)
