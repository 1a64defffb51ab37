"""Addresses as people write them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.engine.errors import BadAddress
from desktop_app.engine.repository.storage.address import open_storage
from desktop_app.engine.repository.storage.local import LocalStorage
from desktop_app.engine.repository.storage.s3 import S3Storage
from desktop_app.engine.repository.storage.s3_address import S3Address, S3Credentials

WORD = st.from_regex(r"[A-Za-z0-9_-][A-Za-z0-9._-]{1,12}", fullmatch=True)


@pytest.mark.parametrize(
    ("url", "root"),
    [
        ("/mnt/nas/lab", "/mnt/nas/lab"),
        ("/mnt/a%20b#c?d", "/mnt/a%20b#c?d"),
        ("file:///mnt/a%20b", "/mnt/a b"),
        ("file:///mnt/a#b?c", "/mnt/a#b?c"),
        ("file://localhost/mnt/nas", "/mnt/nas"),
        ("backups", str(Path.cwd() / "backups")),
        ("~/backups", str(Path.home() / "backups")),
    ],
)
def test_folders(url: str, root: str) -> None:
    storage = open_storage(url)
    assert isinstance(storage, LocalStorage)
    assert storage.url == root


@pytest.mark.parametrize(
    "url", ["", "  ", "ftp://host/x", "https://host/x", "file://host/share", "/a\0b", "://x"]
)
def test_addresses_of_nothing_known(url: str) -> None:
    with pytest.raises(BadAddress):
        open_storage(url)


@pytest.mark.parametrize(
    ("url", "address", "shown"),
    [
        (
            "s3://lab",
            S3Address("lab", "", "https://s3.us-east-1.amazonaws.com"),
            "s3://lab",
        ),
        (
            "S3://Lab.data//?region=cn-north-1",
            S3Address("Lab.data", "", "https://s3.cn-north-1.amazonaws.com.cn", "cn-north-1"),
            "s3://Lab.data?region=cn-north-1",
        ),
        (
            "s3://lab/a/b/?endpoint=http://127.0.0.1:9000/&region=eu-1",
            S3Address("lab", "a/b", "http://127.0.0.1:9000", "eu-1"),
            "s3://lab/a/b?endpoint=http://127.0.0.1:9000&region=eu-1",
        ),
        (
            "s3://lab/x?endpoint=https%3A%2F%2F[::1]:9000%2Fs3",
            S3Address("lab", "x", "https://[::1]:9000/s3"),
            "s3://lab/x?endpoint=https://[::1]:9000/s3",
        ),
    ],
)
def test_object_stores(url: str, address: S3Address, shown: str) -> None:
    assert S3Address.parse(url) == address
    storage = open_storage(url)
    assert isinstance(storage, S3Storage)
    assert storage.url == shown
    assert open_storage(shown).url == shown


@given(WORD, st.lists(WORD, max_size=3), st.sampled_from(["http", "https"]), st.integers(1, 65535))
def test_an_address_shown_is_the_same_when_read(
    bucket: str, prefix: list[str], scheme: str, port: int
) -> None:
    url = f"s3://{bucket.lstrip('_-.') or 'b'}x/{'/'.join(prefix)}?endpoint={scheme}://host:{port}"
    address = S3Address.parse(url)
    assert S3Address.parse(address.url) == address


@pytest.mark.parametrize(
    "url",
    [
        "s3://",
        "s3:///prefix",
        "s3://a/x",
        "s3://lab:9000/x",
        "s3://key:hunter2@lab/x",
        "s3://key:hunter2@[lab/x",
        "s3://lab/x?secret_access_key=hunter2",
        "s3://lab/x?endpoint=https://key:hunter2@host",
        "s3://lab/x?endpoint=https://host/?token=hunter2",
        "s3://lab/x?endpoint=https://host&endpoint=https://other",
        "s3://lab/x?endpoint=https://host:0",
        "s3://lab/x?endpoint=https://host:hunter2",
        "s3://lab/x?endpoint=https://[host",
        "s3://lab/x?endpoint=127.0.0.1:9000",
        "s3://lab/x?endpoint=",
        "s3://lab/x?region=",
        "s3://lab/x?region=eu%0a1",
        "s3://lab/x?endpoint",
        "s3://lab/x#fragment",
        "s3://lab/../x",
        "s3://lab/a//b",
        "s3://lab/a b",
        "s3://lab/%2e%2e",
    ],
)
def test_addresses_that_no_bucket_has(url: str) -> None:
    with pytest.raises(BadAddress) as caught:
        open_storage(url)
    assert "hunter2" not in str(caught.value) + str(caught.value.__cause__)


def test_credentials_show_no_secret() -> None:
    shown = repr(S3Credentials("key", "hunter2", "hunter3"))
    assert "hunter" not in shown
    assert "key" in shown


def test_a_folder_does_not_wait_for_the_object_store_library() -> None:
    code = (
        "import sys; from desktop_app.engine.repository.storage.address import open_storage;"
        "open_storage('/tmp/x'); sys.exit('obstore' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
