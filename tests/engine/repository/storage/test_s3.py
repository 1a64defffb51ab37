"""What object stores do beyond the contract: refuse, vanish, stall, lose answers."""

from __future__ import annotations

import socket
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from obstore import exceptions

from desktop_app.cli.wording import sentence
from desktop_app.engine.errors import (
    Bug,
    Damaged,
    KeyRefused,
    LabVaultError,
    NoPermission,
    NoSpace,
    ObjectAbsent,
    ObjectExists,
    StorageUnreachable,
)
from desktop_app.engine.repository.storage import base
from desktop_app.engine.repository.storage.s3 import S3Storage
from desktop_app.engine.repository.storage.s3_address import S3Address, S3Credentials
from desktop_app.engine.repository.storage.s3_faults import fault
from tests.object_stores import Gateway, ObjectStore, gateway, rclone


@pytest.fixture
def prefix() -> str:
    return uuid.uuid4().hex


@pytest.fixture
def amazon(object_store: ObjectStore, prefix: str) -> Iterator[tuple[S3Storage, Gateway]]:
    with gateway(object_store) as (store, before):
        yield store.storage(prefix), before


def calls(storage: S3Storage) -> list[Callable[[], object]]:
    return [
        storage.create,
        storage.open,
        lambda: storage.load("a/b"),
        lambda: storage.load("a/b", 1, 2),
        lambda: storage.store("a/b", [b"x"]),
        lambda: storage.store("a/b", [b"x"], replace=True),
        lambda: storage.delete("a/b"),
        lambda: list(storage.list()),
        lambda: list(storage.list("a/")),
    ]


def everything_told(error: BaseException) -> str:
    found = ""
    at: BaseException | None = error
    while at is not None:
        found += f"{at!r} {at}"
        at = at.__cause__ or at.__context__
    return found


@pytest.mark.parametrize("wrong", ["key", "secret"])
def test_wrong_credentials_have_no_permission(
    object_store: ObjectStore, prefix: str, wrong: str
) -> None:
    reasons = {"key": "the access key id is not known", "secret": "not that of the access key id"}
    right = object_store.credentials
    credentials = {
        "key": replace(right, access_key="nobody"),
        "secret": replace(right, secret_key="hunter2"),
    }[wrong]
    storage = S3Storage(object_store.address(prefix=prefix), credentials)
    for call in calls(storage):
        with pytest.raises(KeyRefused) as caught:
            call()
        answered = caught.value.reason == "the server answered 403"  # to HEAD without a word
        assert answered or reasons[wrong] in caught.value.reason
        assert "Check the access key id, the secret access key" in sentence(caught.value)
        told = everything_told(caught.value)
        assert "hunter2" not in told
        assert right.secret_key not in told


def test_without_credentials_there_is_no_permission(object_store: ObjectStore) -> None:
    storage = S3Storage(object_store.address())
    for call in (storage.create, storage.open, lambda: storage.load("a")):
        with pytest.raises(KeyRefused, match="asked without a key"):
            call()


def test_a_missing_bucket_is_named(object_store: ObjectStore) -> None:
    storage = S3Storage(object_store.address("elsewhere"), object_store.credentials)
    for call in (storage.create, storage.open, lambda: list(storage.list())):
        with pytest.raises(StorageUnreachable) as caught:
            call()
        assert caught.value.reason == "there is no bucket elsewhere"
    with pytest.raises(StorageUnreachable, match="no bucket elsewhere"):
        storage.store("a", [b"x"], replace=True)


def refused(endpoint: str) -> tuple[str, float]:
    """Why the first contact failed, and after how many seconds."""
    storage = S3Storage(S3Address("lab", "", endpoint), S3Credentials("key", "secret"))
    started = time.monotonic()
    with pytest.raises(StorageUnreachable) as caught:
        storage.open()
    assert caught.value.where == storage.url
    return caught.value.reason, time.monotonic() - started


def test_a_server_that_is_not_running_is_told_at_once() -> None:
    with socket.socket() as taken:  # bound, so that nobody else listens there
        taken.bind(("127.0.0.1", 0))
        reason, seconds = refused(f"http://127.0.0.1:{taken.getsockname()[1]}")
    assert reason == "the connection was refused"
    assert seconds < 3


def test_a_host_that_does_not_exist_is_told_at_once() -> None:
    reason, seconds = refused("http://storage.invalid")
    assert reason == "no host of that name is known"
    assert seconds < 3


def test_a_server_that_never_answers_is_told_within_seconds(object_store: ObjectStore) -> None:
    with socket.create_server(("127.0.0.1", 0), backlog=8) as silent:
        address = S3Address("lab", "", f"http://127.0.0.1:{silent.getsockname()[1]}")
        storage = S3Storage(address, object_store.credentials, patience=0.3)
        with pytest.raises(StorageUnreachable, match="no answer in time"):
            storage.open()


def test_encryption_is_not_left_out_unless_the_address_says_so(object_store: ObjectStore) -> None:
    endpoint = object_store.endpoint.replace("http://", "https://")
    storage = S3Storage(replace(object_store.address(), endpoint=endpoint))
    with pytest.raises(StorageUnreachable, match="does not speak TLS"):
        storage.open()


def test_the_environment_neither_redirects_nor_signs(
    object_store: ObjectStore, prefix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {
        "AWS_ENDPOINT_URL_S3": "http://127.0.0.1:1",
        "AWS_ENDPOINT_URL": "http://127.0.0.1:1",
        "AWS_BUCKET": "elsewhere",
        "AWS_REGION": "eu-central-1",
        "AWS_ACCESS_KEY_ID": "nobody",
        "AWS_SECRET_ACCESS_KEY": "nothing",
        "AWS_SESSION_TOKEN": "nothing",
        "AWS_SKIP_SIGNATURE": "true",
        "AWS_VIRTUAL_HOSTED_STYLE_REQUEST": "true",
    }.items():
        monkeypatch.setenv(name, value)
    storage = object_store.storage(prefix)
    storage.store("a", [b"x"])
    assert (object_store.folder / "lab" / prefix / "a").read_bytes() == b"x"
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", object_store.credentials.access_key)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", object_store.credentials.secret_key)
    monkeypatch.delenv("AWS_SESSION_TOKEN")
    with pytest.raises(NoPermission):
        S3Storage(object_store.address(prefix=prefix)).load("a")


def test_a_lost_answer_to_a_store_is_settled(amazon: tuple[S3Storage, Gateway]) -> None:
    storage, before = amazon
    before.moods["PUT"] = [None]
    storage.store("a", [b"one", b"two"])
    assert storage.load("a") == b"onetwo"


def test_a_store_cut_off_before_it_was_carried_out_is_sent_again(
    amazon: tuple[S3Storage, Gateway],
) -> None:
    storage, before = amazon
    before.moods["PUT"] = [(0, "cut"), (0, "cut")]
    storage.store("a", [b"one", b"two"])
    assert storage.load("a") == b"onetwo"
    assert sum(r.startswith("PUT") for r in before.requests) == 3


def test_a_store_that_is_always_cut_off_fails(amazon: tuple[S3Storage, Gateway]) -> None:
    storage, before = amazon
    before.moods["PUT"] = [(0, "cut")] * 30
    with pytest.raises(StorageUnreachable, match="the connection broke"):
        storage.store("a", [b"x"])
    before.moods["PUT"] = []
    with pytest.raises(ObjectAbsent):
        storage.load("a")


def test_anothers_object_is_no_answer_to_ours(
    amazon: tuple[S3Storage, Gateway], prefix: str
) -> None:
    """Another writer takes the name between our look and our put."""
    storage, before = amazon
    before.moods["HEAD"] = [(404, "NoSuchKey")]
    before.store.client().put(f"{prefix}/a", b"theirs")
    with pytest.raises(ObjectExists):
        storage.store("a", [b"ours"])
    assert storage.load("a") == b"theirs"


@pytest.mark.parametrize("busy", [(503, "SlowDown"), (500, "InternalError")])
def test_a_busy_server_is_asked_again(
    amazon: tuple[S3Storage, Gateway], busy: tuple[int, str]
) -> None:
    storage, before = amazon
    before.moods = {"PUT": [busy, busy], "GET": [busy], "HEAD": [busy], "DELETE": [busy]}
    storage.store("a", [b"x"])
    assert storage.load("a") == b"x"
    storage.delete("a")
    assert list(storage.list()) == []


@pytest.mark.parametrize(
    ("answer", "error", "told"),
    [
        ((507, "InsufficientStorage"), NoSpace, "s3://lab"),
        ((400, "XMinioStorageFull"), NoSpace, "s3://lab"),
        ((403, "QuotaExceeded"), NoSpace, "s3://lab"),
        ((403, "AccessDenied"), KeyRefused, "the key may not do that"),
        ((401, "Unauthorized"), KeyRefused, "answered 401"),
        ((400, "ExpiredToken"), KeyRefused, "token has expired"),
        ((301, "PermanentRedirect"), StorageUnreachable, "another region"),
        ((400, "AuthorizationHeaderMalformed"), StorageUnreachable, "another region"),
        ((400, "InvalidRequest"), StorageUnreachable, "answered 400 InvalidRequest"),
    ],
)
def test_answers_that_are_refusals(
    amazon: tuple[S3Storage, Gateway],
    answer: tuple[int, str],
    error: type[LabVaultError],
    told: str,
) -> None:
    storage, before = amazon
    before.moods["PUT"] = [answer] * 10
    with pytest.raises(error, match=told):
        storage.store("a", [b"x"])


class Liar(BaseHTTPRequestHandler):
    """Announces ten bytes and sends pieces without end, until the other side hangs up."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        part = self.headers.get("Range")
        self.send_response(206 if part else 200)
        for name, value in {
            "Content-Length": "10",
            "Transfer-Encoding": "chunked",
            "Last-Modified": "Mon, 04 May 2026 03:02:01 GMT",
            "ETag": '"x"',
        }.items():
            self.send_header(name, value)
        if part:
            self.send_header("Content-Range", "bytes 0-9/10")
        self.end_headers()
        with suppress(OSError):
            while True:
                self.wfile.write(b"10000\r\n" + b"7" * 0x10000 + b"\r\n")


def test_a_server_that_sends_more_than_it_announced_is_cut_off(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(base, "LONGEST_WHOLE", 1000)
    with ThreadingHTTPServer(("127.0.0.1", 0), Liar) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            storage = S3Storage(S3Address("lab", "", f"http://127.0.0.1:{server.server_port}"))
            with pytest.raises(Damaged, match="longer than"):
                storage.load("a")
            assert storage.load("a", 0, 10) == b"7" * 10
        finally:
            server.shutdown()
            thread.join()


def test_ranges_are_asked_for_where_they_are_heeded(amazon: tuple[S3Storage, Gateway]) -> None:
    storage, before = amazon
    storage.store("a", [bytes(100)])
    before.requests.clear()
    before.bytes_sent = 0
    for at in range(0, 100, 10):
        storage.load("a", at, 10)
    assert len(before.requests) == 10
    assert before.bytes_sent == 100


def test_a_part_that_is_refused_is_not_taken_for_the_end(
    amazon: tuple[S3Storage, Gateway],
) -> None:
    storage, before = amazon
    storage.store("a", [bytes(100)])
    before.moods["GET"] = [(400, "InvalidRequest")]
    with pytest.raises(StorageUnreachable, match="answered 400 InvalidRequest"):
        storage.load("a", 10, 10)
    assert storage.load("a", 10, 10) == bytes(10)


def test_an_error_that_nobody_foresaw_is_our_bug() -> None:
    error = exceptions.NotSupportedError("what is this")
    assert isinstance(fault(error, "lab", "s3://lab", "a"), Bug)


def test_files_of_other_programs_are_not_listed(object_store: ObjectStore, prefix: str) -> None:
    for name in (".DS_Store", "object", "two words", "a/.writing-1"):
        object_store.client().put(f"{prefix}/{name}", b"x")
    assert [info.name for info in object_store.storage(prefix).list()] == ["object"]


def listing(*keys: str) -> str:
    """A listing as Amazon words it."""
    contents = "".join(
        f"<Contents><Key>{key}</Key><Size>0</Size>"
        "<LastModified>2026-05-04T03:02:01.000Z</LastModified></Contents>"
        for key in keys
    )
    return (
        '<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>lab</Name>'
        f"<KeyCount>{len(keys)}</KeyCount><MaxKeys>1000</MaxKeys>"
        f"<IsTruncated>false</IsTruncated>{contents}</ListBucketResult>"
    )


def test_a_folder_made_in_a_web_console_is_empty(
    amazon: tuple[S3Storage, Gateway], prefix: str
) -> None:
    storage, before = amazon
    before.moods["GET"] = [listing(f"{prefix}/")] * 2
    storage.create()
    assert list(storage.list()) == []


def test_a_server_need_not_list_in_name_order(
    amazon: tuple[S3Storage, Gateway], prefix: str
) -> None:
    storage, before = amazon
    before.moods["GET"] = [listing(f"{prefix}/b", f"{prefix}/a/c", f"{prefix}/a-b")]
    assert [info.name for info in storage.list()] == ["a-b", "a/c", "b"]


def test_a_prefix_is_not_confused_with_one_that_it_begins(object_store: ObjectStore) -> None:
    name = uuid.uuid4().hex
    short, long = object_store.storage(name), object_store.storage(f"{name}-2")
    long.store("a", [b"x"])
    short.create()
    assert list(short.list()) == []


def test_a_full_disk_of_the_server_fails_and_shows_nothing(small_disk: Path) -> None:
    with rclone(small_disk) as store:
        storage = store.storage("repository")
        storage.store("packs/small", [b"x"])
        with pytest.raises((NoSpace, StorageUnreachable)):
            storage.store("packs/large", [bytes(8 << 20)])
        assert [info.name for info in storage.list()] == ["packs/small"]
