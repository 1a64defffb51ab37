"""A storage in a bucket of Amazon S3 or of any server that speaks its language.

A put is atomic there: an object appears whole, when its last byte has arrived, and the answer
means that it is durable. *No replace* is asked for twice: by looking first, and by a conditional
put (``If-None-Match: *``), which Amazon, MinIO, Ceph and others heed. A server that ignores the
condition (``rclone serve s3`` does) lets the later of two simultaneous writers of one name win;
content is still never mixed, and names are hashes or random, so none meet.

Thread contract: all methods from any thread.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from obstore.exceptions import GenericError
from obstore.store import S3Store

from desktop_app.engine.errors import AlreadyARepository, Damaged, ObjectExists
from desktop_app.engine.repository.storage import s3_faults as faults
from desktop_app.engine.repository.storage.base import (
    PART,
    Buffer,
    ObjectInfo,
    check_name,
    check_prefix,
    check_size,
)
from desktop_app.engine.repository.storage.s3_address import S3Address, S3Credentials

if TYPE_CHECKING:
    from obstore import GetOptions, GetResult
    from obstore.store import ClientConfig, RetryConfig, S3Credential

CONNECT = "3s"
# Long enough for a pack over a thin line; a read that stalls is noticed sooner, see below.
WHOLE_REQUEST = "15min"
STALLED_READ = 30.0  # seconds
SLICE = 1 << 20


class S3Storage:
    """Objects under a prefix of a bucket. Without credentials, requests are not signed.

    ``patience``: seconds to wait for a server's first answer, at creating and opening.
    """

    def __init__(
        self,
        address: S3Address,
        credentials: S3Credentials | None = None,
        patience: float = 5.0,
    ) -> None:
        self._address = address
        # Two clients more: the time for an answer to begin includes the sending of an upload,
        # so only reads can be watched for standing still.
        self._door = _client(address, credentials, _retry(1, patience), patience)
        self._reads = _client(address, credentials, _retry(5, 60), STALLED_READ)
        self._writes = _client(address, credentials, _retry(5, 120))
        self._heeds_ranges = True

    @property
    def url(self) -> str:
        return self._address.url

    def create(self) -> None:
        if self._holds_objects():
            raise AlreadyARepository(self.url)

    def open(self) -> None:
        self._holds_objects()

    def close(self) -> None:
        """Nothing to let go of: idle connections end by themselves."""

    def load(self, name: str, offset: int = 0, length: int | None = None) -> bytes:
        check_name(name)
        with self._translated(name):
            if offset == 0 and length is None:
                return _taken(name, self._reads.get(name))
            if length == 0:
                self._reads.head(name)
                return b""
            return self._load_part(name, offset, length)

    def read_back(self, name: str) -> Iterator[Buffer]:
        yield self.load(name)

    def store(self, name: str, parts: Sequence[Buffer], *, replace: bool = False) -> None:
        check_name(name)
        with self._translated(name):
            if replace:
                self._writes.put(name, parts, use_multipart=False)
            elif self._is_there(name):
                raise ObjectExists(name)
            else:
                self._create_object(name, parts)

    def delete(self, name: str) -> None:
        """S3 does not tell whether there was anything to delete, so this looks first: of two
        who delete at one moment, both may be told that they did."""
        check_name(name)
        with self._translated(name):
            self._reads.head(name)
            self._writes.delete(name)

    def list(self, prefix: str = "") -> Iterator[ObjectInfo]:
        """Sorted here, as not every server sorts: about 200 bytes of memory an object."""
        check_prefix(prefix)
        folder = prefix.rpartition("/")[0]
        with self._translated():
            found = [
                ObjectInfo(meta["path"], meta["size"])
                for page in self._reads.list(f"{folder}/" if folder else None)
                for meta in page
                if meta["path"].startswith(prefix) and _is_name(meta["path"])
            ]
        yield from sorted(found, key=lambda info: info.name)

    def free_space(self) -> int | None:
        return None

    def _holds_objects(self) -> bool:
        # An object with the prefix's own name is how web consoles show an empty folder.
        with self._translated():
            return any(meta["path"] for page in self._door.list(chunk_size=2) for meta in page)

    def _is_there(self, name: str) -> bool:
        try:
            self._reads.head(name)
        except faults.NOT_THERE:
            return False
        return True

    def _load_part(self, name: str, offset: int, length: int | None) -> bytes:
        end = None if length is None else offset + length
        if self._heeds_ranges:
            span: GetOptions = {"range": {"offset": offset} if end is None else (offset, end)}
            try:
                return _taken(name, self._reads.get(name, options=span), length)
            except GenericError as error:
                if faults.is_past_end(error):
                    return b""
                if not faults.is_range_ignored(error):
                    raise
                self._heeds_ranges = False
        return self._cut_out(name, offset, end)

    def _cut_out(self, name: str, offset: int, end: int | None) -> bytes:
        """A part from a server that gives only whole objects: stop when it has come by."""
        part, at = bytearray(), 0
        for data in self._reads.get(name).stream(min_chunk_size=SLICE):
            view = memoryview(data)
            stop = len(view) if end is None else end - at
            part += view[max(0, offset - at) : max(0, stop)]
            at += len(view)
            if end is None:
                check_size(name, len(part))
            if end is not None and at >= end:
                break
        return bytes(part)

    def _create_object(self, name: str, parts: Sequence[Buffer]) -> None:
        """Put unless the name is taken. When an answer was lost on the way, obstore has asked
        again and heard that the name is taken, or has given up; but our bytes under our name
        mean that the put was carried out."""
        try:
            self._writes.put(name, parts, mode="create", use_multipart=False)
        except faults.FAILURES as error:
            may_be_there = isinstance(error, faults.TAKEN) or faults.is_answer_lost(error)
            if not may_be_there or not self._is_stored(name, parts):
                raise

    def _is_stored(self, name: str, parts: Sequence[Buffer]) -> bool:
        try:
            return _taken(name, self._reads.get(name)) == b"".join(parts)
        except (Damaged, *faults.NOT_THERE):
            return False

    @contextmanager
    def _translated(self, name: str = "") -> Iterator[None]:
        try:
            yield
        except faults.FAILURES as error:
            raise faults.fault(error, self._address.bucket, self.url, name) from error


def _taken(name: str, answer: GetResult, length: int | None = None) -> bytes:
    """An answer's bytes, at most ``length``. A server may send more than it announced, so they
    are counted as they come."""
    if length is None:
        start, end = answer.range
        check_size(name, end - start)
    pieces, got = [], 0
    for piece in answer.stream(min_chunk_size=SLICE):
        pieces.append(piece)
        got += len(piece)
        if length is None:
            check_size(name, got)
        elif got >= length:
            break
    return b"".join(pieces)[:length]


def _is_name(name: str) -> bool:
    return all(PART.fullmatch(part) for part in name.split("/"))


def _retry(most: int, seconds: float) -> RetryConfig:
    return {
        "max_retries": most,
        "retry_timeout": timedelta(seconds=seconds),
        "backoff": {
            "init_backoff": timedelta(milliseconds=100),
            "max_backoff": timedelta(seconds=2),
            "base": 2,
        },
    }


def _client(
    address: S3Address,
    credentials: S3Credentials | None,
    retry: RetryConfig,
    answer_within: float | None = None,
) -> S3Store:
    """obstore fills what is not said from the environment (``AWS_…``); so all that decides
    where requests go and who asks is said here."""
    options: ClientConfig = {
        "allow_http": address.endpoint.startswith("http://"),
        "connect_timeout": CONNECT,
        "timeout": WHOLE_REQUEST,
    }
    if answer_within:
        options["read_timeout"] = timedelta(seconds=answer_within)
    who: dict[str, Any] = {"skip_signature": credentials is None}
    if credentials is not None:
        who["credential_provider"] = _provider(credentials)
    return S3Store(
        address.bucket,
        prefix=address.prefix or None,
        endpoint=address.endpoint,
        aws_endpoint_url_s3=address.endpoint,
        region=address.region,
        virtual_hosted_style_request=False,
        conditional_put="etag",
        disable_bulk_delete=True,
        client_options=options,
        retry_config=retry,
        **who,
    )


def _provider(credentials: S3Credentials) -> Callable[[], S3Credential]:
    """Hands out credentials that do not change; so no client's ``repr`` can show them."""
    return lambda: {
        "access_key_id": credentials.access_key,
        "secret_access_key": credentials.secret_key,
        "token": credentials.session_token,
        "expires_at": None,
    }
