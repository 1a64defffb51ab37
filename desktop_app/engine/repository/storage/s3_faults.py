"""What a failed request to an object store means.

obstore hands on the server's answer as text only, so the status and S3's error code are read
from there; the contract suite meets each of them at a real server.
"""

from __future__ import annotations

import re

from obstore import exceptions

from desktop_app.engine.errors import (
    Bug,
    KeyRefused,
    LabVaultError,
    NoSpace,
    ObjectAbsent,
    ObjectExists,
    StorageUnreachable,
)

STATUS = re.compile(r"status code: (\d{3})")
CODE = re.compile(r"<Code>(\w{1,64})</Code>")
FULL = frozenset({"QuotaExceeded", "XMinioStorageFull", "XMinioAdminBucketQuotaExceeded"})
REFUSED = frozenset({"401", "403"})
# Answered with status 400; the last is what rclone says to a request that is not signed.
REFUSED_CODES = frozenset({"ExpiredToken", "InvalidToken", "UnsupportedAlgorithm"})
# Said of what was sent, never of what it should have been.
REFUSALS = {
    "SignatureDoesNotMatch": "the secret access key is not that of the access key id",
    "InvalidAccessKeyId": "the access key id is not known there",
    "AccessDenied": "the key may not do that there",
    "ExpiredToken": "the session token has expired",
    "InvalidToken": "the session token is not valid",
    "RequestTimeTooSkewed": "the clock of this computer or of the server is wrong",
    "UnsupportedAlgorithm": "it was asked without a key",
}
NOT_THERE = (FileNotFoundError, exceptions.NotFoundError)
DENIED = (exceptions.PermissionDeniedError, exceptions.UnauthenticatedError)
TAKEN = (exceptions.AlreadyExistsError, exceptions.PreconditionError)
FAILURES = (exceptions.BaseError, FileNotFoundError)

ELSEWHERE = "the bucket lies in another region or at another endpoint"
# What the network layer tells, most telling first.
CAUSES = (
    ("dns error", "no host of that name is known"),
    ("Connection refused", "the connection was refused"),
    ("ertificate", "the server's certificate is not trusted"),
    ("InvalidContentType", "the server does not speak TLS"),
    ("Received redirect", ELSEWHERE),
    ("TimedOut", "no answer in time"),
    ("timed out", "no answer in time"),
)


def fault(error: BaseException, bucket: str, url: str, name: str) -> LabVaultError:
    """The error of ours for one of obstore's. ``name``: the object asked for, or empty."""
    text = str(error)
    status, code = _found(STATUS, text), _found(CODE, text)
    if code == "NoSuchBucket" or (status == "404" and not name):
        return StorageUnreachable(url, f"there is no bucket {bucket}")
    if isinstance(error, NOT_THERE):
        return ObjectAbsent(name)
    if isinstance(error, TAKEN):
        return ObjectExists(name)
    if status == "507" or code in FULL:
        return NoSpace(url)
    if isinstance(error, DENIED) or status in REFUSED or code in REFUSED_CODES:
        told = f"the server answered {status} {code}".rstrip()
        return KeyRefused(url, REFUSALS.get(code, told if status else "the server refuses it"))
    if isinstance(error, exceptions.GenericError):
        return StorageUnreachable(url, _reason(text, status, code))
    return Bug(f"obstore: {type(error).__name__}")


def is_past_end(error: exceptions.GenericError) -> bool:
    """Whether a range was asked for that begins behind the object's end."""
    return _found(STATUS, str(error)) == "416"


def is_range_ignored(error: exceptions.GenericError) -> bool:
    """Whether the server answered a range with status 200, which obstore takes for the whole."""
    return "non-partial response" in str(error)


def is_answer_lost(error: BaseException) -> bool:
    """Whether the connection broke, so that nobody knows whether the request was carried out."""
    return isinstance(error, exceptions.GenericError) and not _found(STATUS, str(error))


def _reason(text: str, status: str, code: str) -> str:
    if status.startswith("3") or code == "AuthorizationHeaderMalformed":
        return ELSEWHERE
    if status:
        return f"the server answered {status} {code}".rstrip()
    return next((told for sign, told in CAUSES if sign in text), "the connection broke")


def _found(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[1] if found else ""
