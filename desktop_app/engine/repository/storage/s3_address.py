"""Where an S3 repository lies, and who may go there. Knows no network."""

from __future__ import annotations

import re
from dataclasses import field
from urllib.parse import parse_qs, urlencode, urlsplit

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import BadAddress, Bug
from desktop_app.engine.repository.storage.base import check_name

BUCKET = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{1,254}")
REGION = re.compile(r"[A-Za-z0-9-]{1,64}")
DEFAULT_REGION = "us-east-1"


@dataclass(frozen=True, slots=True)
class S3Credentials:
    """Who asks. Secrets are kept out of ``repr``, so that no log and no traceback shows them."""

    access_key: str
    secret_key: str = field(repr=False)
    session_token: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class S3Address:
    """A bucket and a folder-like prefix in it (empty for the whole bucket).

    >>> S3Address.parse("s3://lab/backups?endpoint=https://s3.example.org&region=eu-1").endpoint
    'https://s3.example.org'
    """

    bucket: str
    prefix: str
    endpoint: str
    region: str = DEFAULT_REGION

    @classmethod
    def parse(cls, url: str) -> S3Address:
        """Raises :class:`BadAddress`, which never repeats what may be a secret."""
        bare = _without_secrets(url)
        try:
            parts = urlsplit(url)
            query = parse_qs(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query))
        except ValueError:
            raise BadAddress(bare, "it is not well-formed") from None
        if "@" in parts.netloc:
            raise BadAddress(bare, "it holds credentials, which are asked for apart from it")
        if not BUCKET.fullmatch(parts.netloc):
            raise BadAddress(bare, "after s3:// comes the name of a bucket")
        if parts.fragment or set(query) - {"endpoint", "region"} or _is_doubled(query):
            raise BadAddress(bare, "after the question mark come endpoint= and region= only")
        region = query.get("region", [DEFAULT_REGION])[0]
        if not REGION.fullmatch(region):
            raise BadAddress(bare, "no region is called so")
        endpoint = _endpoint(query["endpoint"][0], bare) if "endpoint" in query else _amazon(region)
        return cls(parts.netloc, _prefix(parts.path, bare), endpoint, region)

    @property
    def url(self) -> str:
        """The address that :meth:`parse` reads."""
        query = {}
        if self.endpoint != _amazon(self.region):
            query["endpoint"] = self.endpoint
        if self.region != DEFAULT_REGION:
            query["region"] = self.region
        end = f"?{urlencode(query, safe=':/[]')}" if query else ""
        return f"s3://{self.bucket}{'/' if self.prefix else ''}{self.prefix}{end}"


def _amazon(region: str) -> str:
    china = ".cn" if region.startswith("cn-") else ""
    return f"https://s3.{region}.amazonaws.com{china}"


def _endpoint(text: str, bare: str) -> str:
    try:
        parts = urlsplit(text)
        usable = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        usable = False
    if not usable:
        raise BadAddress(bare, "its endpoint is not like https://host or https://host:port")
    if "@" in parts.netloc or parts.query or parts.fragment:
        raise BadAddress(bare, "its endpoint has more in it than scheme, host, port and path")
    return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}"


def _prefix(path: str, bare: str) -> str:
    prefix = path.strip("/")
    try:
        if prefix:
            check_name(prefix)
    except Bug:
        reason = "its prefix has other than letters, digits, '.', '_', '-' between single '/'"
        raise BadAddress(bare, reason) from None
    return prefix


def _is_doubled(query: dict[str, list[str]]) -> bool:
    return any(len(values) > 1 for values in query.values())


def _without_secrets(url: str) -> str:
    """The address without what stands before an ``@`` and after the question mark."""
    scheme, _, rest = re.split(r"[?#]", url, maxsplit=1)[0].partition("://")
    return f"{scheme}://{rest.rpartition('@')[2]}"
