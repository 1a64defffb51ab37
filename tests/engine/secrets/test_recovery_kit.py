"""The page is read back as a person with a printer, a pair of eyes and a camera would."""

from __future__ import annotations

import errno
import io
import os
import stat
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import zxingcpp
from PIL import Image

from desktop_app.engine.errors import (
    NameTaken,
    NoPermission,
    NoSpace,
    NotSupported,
    StorageUnreachable,
)
from desktop_app.engine.repository.recovery_key import decode_recovery_key, encode_recovery_key
from desktop_app.engine.secrets import private_file
from desktop_app.engine.secrets.private_file import store_private
from desktop_app.engine.secrets.recovery_kit import WIDTH, RecoveryKit, as_text
from desktop_app.engine.secrets.recovery_page import as_pdf, store_kit

KEY = encode_recovery_key(bytes(range(20)))
SLOT = "a1b2c3d4e5f60718"
ID = "00112233445566778899aabbccddeeff"
S3 = "s3://lab-backups/cryo?endpoint=https://minio.lab.example:9000"


def kit(*addresses: str, name: str = "group-nas") -> RecoveryKit:
    moment = datetime(2026, 5, 4, 12, 2, 1, tzinfo=UTC)
    return RecoveryKit(
        name, ID, addresses or ("/mnt/nas/cryo",), KEY, SLOT, moment, "bench", moment
    )


def read_pdf(data: bytes) -> str:
    """Its text, as a reader program finds it."""
    done = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=data, capture_output=True, check=True
    )
    assert done.stderr == b""
    return done.stdout.decode()


def pages(data: bytes) -> list[Image.Image]:
    """Its pages as a printer gives them, at 150 dots an inch."""
    with TemporaryDirectory() as folder:
        command = ["pdftoppm", "-r", "150", "-gray", "-png", "-", f"{folder}/page"]
        done = subprocess.run(command, input=data, capture_output=True, check=True)
        assert done.stderr == b""
        return [
            Image.open(io.BytesIO(f.read_bytes())).convert("L")
            for f in sorted(Path(folder).iterdir())
        ]


def joined(text: str) -> str:
    """Without what line breaks do."""
    return "".join(text.split())


@pytest.mark.parametrize("addresses", [("/mnt/nas/cryo",), (S3,), ("/mnt/a", S3)])
def test_all_that_is_needed_is_on_paper(addresses: tuple[str, ...]) -> None:
    made = kit(*addresses)
    for text in (as_text(made), read_pdf(as_pdf(made))):
        for needed in (*KEY.split("-"), *addresses, ID, SLOT, "2026-05-04", "group-nas"):
            assert joined(needed) in joined(text), needed
        for address in addresses:
            command = f"labvault repository open rescue --recovery-key {address}"
            assert joined(command) in joined(text).replace('"', "")
        assert "RECOVERY.txt" in text
        assert "labvault restore latest:TARGET" in text


def test_who_needs_credentials_is_told() -> None:
    assert "secret access key" in as_text(kit(S3))
    assert "secret access key" not in as_text(kit())


def test_the_groups_are_numbered_and_in_order() -> None:
    numbered = "   ".join(f"{n}: {group}" for n, group in enumerate(KEY.split("-")[:4], 1))
    assert numbered in as_text(kit())
    lines = [line.split() for line in read_pdf(as_pdf(kit())).splitlines() if line.strip()]
    groups = KEY.split("-")
    assert lines.index(["1", "2", "3", "4"]) + 1 == lines.index(groups[:4])
    assert lines.index(["5", "6", "7", "8"]) + 1 == lines.index(groups[4:])


def test_a_camera_reads_the_key() -> None:
    (page,) = pages(as_pdf(kit()))
    (code,) = zxingcpp.read_barcodes(page)
    assert code.format == zxingcpp.BarcodeFormat.QRCode
    assert decode_recovery_key(code.text) == bytes(range(20))


@pytest.mark.parametrize("length", [10, 80, 400, 3000])
def test_nothing_is_cut_off_however_long_an_address_is(length: int) -> None:
    address = "/mnt/" + "abcdefghi/" * (length // 10)
    data = as_pdf(kit(address))
    text = "\n".join(
        line for line in read_pdf(data).splitlines() if "LabVault recovery kit, " not in line
    )
    assert joined(text.replace("\f", "")).replace('"', "").count(address) == 2
    for page in pages(data):
        blank = page.width // 20  # the margins, in which no printer prints
        for side in (
            (0, 0, blank, page.height),
            (page.width - blank, 0, page.width, page.height),
            (0, 0, page.width, blank),
            (0, page.height - blank, page.width, page.height),
        ):
            assert page.crop(side).getextrema() == (255, 255)


def test_one_page_is_enough() -> None:
    assert len(pages(as_pdf(kit("/mnt/nas/" + "x" * 100)))) == 1


def test_letters_beyond_ascii_are_printed_or_told() -> None:
    text = read_pdf(as_pdf(kit("/mnt/Größe/Кириллица")))
    assert "/mnt/Größe/Кириллица" in text
    assert "backslash" not in text
    text = read_pdf(as_pdf(kit("/mnt/中文")))
    assert r"/mnt/\u4e2d\u6587" in text
    assert "backslash" in text
    assert "/mnt/中文" in as_text(kit("/mnt/中文"))


def test_hostile_names_do_nothing() -> None:
    made = kit("/mnt/\x1b[31m\n\u202e", name="odd\nname")
    assert r"\x1b[31m\n\u202e" in as_text(made)
    assert r"odd\nname" in read_pdf(as_pdf(made))


def test_plain_text_fits_a_terminal_and_a_printer() -> None:
    for line in as_text(kit()).splitlines():
        assert len(line) <= WIDTH + 8


def test_the_same_kit_is_the_same_page() -> None:
    assert as_pdf(kit()) == as_pdf(kit())


def test_the_key_does_not_show_in_logs() -> None:
    assert KEY not in repr(kit())


@pytest.mark.parametrize("name", ["kit.pdf", "kit.txt", "KIT.PDF"])
def test_only_its_owner_reads_the_file(tmp_path: Path, name: str) -> None:
    before = os.umask(0)
    try:
        store_kit(kit(), tmp_path / name)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600
    data = (tmp_path / name).read_bytes()
    assert KEY.split("-")[0] in (read_pdf(data) if name.lower().endswith("pdf") else data.decode())


def test_a_file_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(NotSupported):
        store_kit(kit(), tmp_path / "kit.docx")
    (tmp_path / "kit.pdf").write_text("mine")
    with pytest.raises(NameTaken):
        store_kit(kit(), tmp_path / "kit.pdf")
    with pytest.raises(NameTaken):
        store_private(tmp_path / "kit.pdf", b"")
    with pytest.raises(StorageUnreachable):
        store_kit(kit(), tmp_path / "no" / "kit.pdf")
    with pytest.raises(StorageUnreachable):
        store_private(tmp_path / "no" / "kit.pdf", b"")
    assert (tmp_path / "kit.pdf").read_text() == "mine"

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(private_file.os, "fsync", full)
    with pytest.raises(NoSpace):
        store_kit(kit(), tmp_path / "other.txt")
    assert not (tmp_path / "other.txt").exists()


def test_a_folder_that_refuses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(private_file.os, "open", refuse)
    with pytest.raises(NoPermission):
        store_private(tmp_path / "kit.txt", b"")
