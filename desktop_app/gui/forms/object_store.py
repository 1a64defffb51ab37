"""Where a bucket is, and the keys to it; tried before a repository is made there."""

from __future__ import annotations

from urllib.parse import urlsplit

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from desktop_app.engine.errors import BadAddress
from desktop_app.engine.repository.storage.s3_address import (
    DEFAULT_REGION,
    S3Address,
    S3Credentials,
)
from desktop_app.gui.text import tr
from desktop_app.gui.theme.tokens import GRID
from desktop_app.gui.widgets.field import Field, secret_line, side_by_side


class ObjectStoreForm(QWidget):
    """Endpoint, bucket, prefix, region, keys."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._endpoint, self._bucket = QLineEdit(), QLineEdit()
        self._prefix, self._region = QLineEdit(), QLineEdit()
        self._access, self._secret = QLineEdit(), secret_line(tr("Secret access key"))
        self._endpoint.setPlaceholderText(tr("https://…; empty for Amazon"))
        self._prefix.setPlaceholderText(tr("A folder in it; may be empty"))
        self._region.setPlaceholderText(DEFAULT_REGION)
        self._keep = QCheckBox(tr("Keep the keys in this computer's keyring"))
        self._keep.setChecked(True)
        self._endpoint_field = Field(tr("Endpoint"), self._endpoint)
        self._bucket_field = Field(tr("Bucket"), self._bucket)
        self._secret_field = Field(tr("Secret access key"), self._secret)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        for left, right in (
            (self._endpoint_field, Field(tr("Region"), self._region)),
            (self._bucket_field, Field(tr("Prefix"), self._prefix)),
            (Field(tr("Access key id"), self._access), self._secret_field),
        ):
            column.addWidget(side_by_side((left, 1), (right, 1)))
        column.addWidget(self._keep)
        for each in self._lines():
            each.textChanged.connect(lambda _: self._edited())
        self._keep.clicked.connect(lambda _: self.changed.emit())

    @property
    def keeps_keys(self) -> bool:
        return self._keep.isChecked()

    def credentials(self) -> S3Credentials:
        return S3Credentials(self._access.text().strip(), self._secret.text().strip())

    def address(self) -> S3Address:
        """What the fields say. Raises :class:`BadAddress`."""
        region = self._region.text().strip() or DEFAULT_REGION
        endpoint, bucket = self._endpoint.text().strip(), self._bucket.text().strip()
        # Asked of the parser, so that nothing passes here that could not be read back.
        parsed = S3Address.parse(f"s3://{bucket}?region={region}")
        made = S3Address(bucket, self._prefix.text().strip("/ "), endpoint.rstrip("/"), region)
        if not endpoint:
            made = S3Address(bucket, made.prefix, parsed.endpoint, region)
        return S3Address.parse(made.url)

    def filled(self) -> bool:
        """Whether enough is typed to try."""
        return all(each.text().strip() for each in (self._bucket, self._access, self._secret))

    def check(self) -> bool:
        """Whether it can be an address; what is wrong stands below its field."""
        endpoint = self._endpoint.text().strip()
        if endpoint and urlsplit(endpoint).scheme not in ("http", "https"):
            words = tr("It begins with https:// (or http:// in a network that you trust).")
            self._endpoint_field.complain(words)
            return False
        try:
            self.address()
        except BadAddress as error:
            words = tr("This is no address: {reason}.").format(reason=tr(error.reason))
            self._bucket_field.complain(words)
            return False
        return True

    def complain(self, words: str) -> None:
        """What a try brought."""
        self._secret_field.complain(words)

    def lock(self, *, locked: bool) -> None:
        for each in (*self._lines(), self._keep):
            each.setEnabled(not locked)

    def _lines(self) -> tuple[QLineEdit, ...]:
        return (
            self._endpoint,
            self._region,
            self._bucket,
            self._prefix,
            self._access,
            self._secret,
        )

    def _edited(self) -> None:
        for field in (self._endpoint_field, self._bucket_field, self._secret_field):
            field.complain("")
        self.changed.emit()
