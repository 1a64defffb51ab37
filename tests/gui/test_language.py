"""The window in German: whole, with the same placeholders, and with German formats."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QDate, QLocale, QSettings, QTranslator
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialogButtonBox, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.engine.errors import BadDump, StorageUnreachable
from desktop_app.engine.sources.postgres.connection import Address
from desktop_app.gui import language, text
from desktop_app.gui.error_text import error_text
from desktop_app.gui.questions import SecretDialog
from desktop_app.gui.window_program import WindowProgram
from desktop_app.gui.wizards.open_repository.wizard import open_repository_wizard
from desktop_app.gui.wizards.protect.wizard import protect_wizard
from desktop_app.gui.wizards.restore.wizard import restore_wizard
from desktop_app.gui.wizards.sample.wizard import sample_wizard
from desktop_app.gui.wizards.takeover.wizard import takeover_wizard
from tests.gui.test_verification_page import protect
from tests.translations import catalogue
from tests.translations.__main__ import LANGUAGES, compile_to
from tests.translations.extraction import find_texts

LONG = 60_000
NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)


class Missing(QTranslator):
    """Asked for what no other translator knows; remembers our own texts among it."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: set[str] = set()

    def isEmpty(self) -> bool:  # noqa: N802 (Qt's name)
        return False

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        if context == text.CONTEXT:
            self.texts.add(source)
        return None


@pytest.fixture
def german(qapp: QApplication) -> Iterator[Missing]:
    """German is spoken during the test; gives what it has no words for."""
    before, missing = QLocale(), Missing()
    QCoreApplication.installTranslator(missing)  # first: it is asked last
    assert language.speak(qapp, language.GERMAN) == "de"
    yield missing
    language.speak(qapp, language.ENGLISH)
    QCoreApplication.removeTranslator(missing)
    QLocale.setDefault(before)


# The source and the translation


@pytest.mark.parametrize("spoken", LANGUAGES)
def test_every_text_is_translated_and_no_translation_is_stale(spoken: str) -> None:
    texts, untraced = find_texts()
    assert not untraced, "mark these texts with later(), or name the table they are in"
    messages = catalogue.load(catalogue.source_file(spoken))
    assert sorted(texts.keys() - messages.keys()) == [], "run `packaging/run translations`"
    assert sorted(messages.keys() - texts.keys()) == [], "run `packaging/run translations`"
    assert [m.text.source for m in messages.values() if not m.finished] == []
    plain = {s for s, m in messages.items() if m.text.numerus != texts[s].numerus}
    assert not plain, "run `packaging/run translations`"


@pytest.mark.parametrize("spoken", LANGUAGES)
def test_translations_fill_in_what_the_texts_do(spoken: str) -> None:
    for source, message in catalogue.load(catalogue.source_file(spoken)).items():
        for form in message.forms:
            assert catalogue.placeholders(form) == catalogue.placeholders(source), source
            assert form.strip() == form or source.strip() != source, source
            assert form.endswith("…") == source.endswith("…"), source


@pytest.mark.parametrize("spoken", LANGUAGES)
def test_what_is_loaded_was_made_of_the_source(spoken: str, tmp_path: Path) -> None:
    source, made = catalogue.source_file(spoken), tmp_path / "made.qm"
    compile_to(source, made)
    assert made.read_bytes() == Path(language.own_file(spoken)).read_bytes()


def test_the_walk_sees_a_text_that_is_new(tmp_path: Path) -> None:
    known = catalogue.load(catalogue.source_file("de"))
    texts, _ = find_texts()
    for found in (
        texts["Back up now"],
        texts["%Ln rows"],
        texts["Waiting"],
        texts["{where}: {reason}."],
    ):
        del known[found.source]
        renewed = {m.text.source: m for m in catalogue.merged(known, texts.values())}
        assert not renewed[found.source].finished
    path = tmp_path / "labvault_de.ts"
    catalogue.store(path, "de", renewed.values(), "words")
    again = catalogue.load(path)
    assert [m for m in again.values() if m.finished] == [m for m in renewed.values() if m.finished]
    assert again.keys() == renewed.keys()
    assert catalogue.glossary_of(path) == "words"
    compile_to(path, tmp_path / "made.qm")  # what is unfinished is no fault of the form


# The choice


@pytest.mark.parametrize(
    ("of_the_system", "spoken"),
    [
        (["de-AT", "de"], "de"),
        (["de_DE"], "de"),
        (["fr-FR", "de-DE", "en"], "de"),
        (["fr-FR"], "en"),
        (["C"], "en"),
        ([], "en"),
    ],
)
def test_the_systems_language_is_spoken_if_there_is_one(
    of_the_system: list[str], spoken: str
) -> None:
    assert language.offered(of_the_system) == spoken


def test_the_setting_chooses(tmp_path: Path) -> None:
    settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    assert language.chosen(settings) == ""
    for value, chosen in (("de", "de"), ("en", "en"), ("", ""), ("tlh", "")):
        settings.setValue("language", value)
        settings.sync()
        assert language.chosen(settings) == chosen


def test_english_comes_back(qapp: QApplication, german: Missing) -> None:
    assert text.tr("Back up now") == "Jetzt sichern"
    assert language.speak(qapp, language.ENGLISH) == "en"
    assert text.tr("Back up now") == "Back up now"


# The formats


@pytest.mark.usefixtures("german")
def test_numbers_sizes_and_times_are_german() -> None:
    assert text.number(1234567) == "1.234.567"
    assert text.size(12_345_678) == "12,3 MB"
    assert text.count(1, "row", "rows") == "1 Zeile"
    assert text.count(0, "row", "rows") == "0 Zeilen"
    assert text.count(12345, "row", "rows") == "12.345 Zeilen"
    assert text.duration(3 * text.DAY) == "3 Tage"
    assert text.age(NOW - timedelta(days=3), NOW) == "vor 3 Tagen"
    assert text.age(NOW - timedelta(hours=5), NOW) == "vor 5 h"
    day = QLocale().toString(QDate(2026, 2, 17), QLocale.FormatType.ShortFormat)
    assert text.day_name(NOW.date() - timedelta(days=15), NOW) == day == "17.02.26"


def test_numbers_and_nouns_are_english_without_a_translation() -> None:
    assert text.count(1, "row", "rows") == "1 row"
    assert text.count(2, "row", "rows") == "2 rows"
    assert text.age(NOW - timedelta(days=3), NOW) == "3 days ago"


# The window


@pytest.mark.usefixtures("german")
def test_qts_own_buttons_are_german(qtbot: QtBot) -> None:
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert box.button(QDialogButtonBox.StandardButton.Cancel).text() == "Abbrechen"


@pytest.mark.usefixtures("german")
def test_errors_are_german_with_what_the_engine_says_of_them() -> None:
    away = error_text(StorageUnreachable("/mnt/nas", "there is no such folder"))
    assert away.what == "Die Ablage ist nicht erreichbar"
    assert away.why == "/mnt/nas: diesen Ordner gibt es nicht."
    cut = BadDump("a.dump", "it is cut short: the gzip stream has no end")
    assert "abgeschnitten" in error_text(cut).why
    unread = BadDump("a.dump", "pg_restore cannot read it: unexpected end of file")
    assert error_text(unread).why.endswith("kann ihn nicht lesen: unexpected end of file.")


def english_in(top: QWidget) -> list[str]:
    """What is shown in English, though there are German words for it."""
    messages = catalogue.load(catalogue.source_file("de")).values()
    other = {m.text.source for m in messages if m.text.source not in m.forms}
    same = {form for m in messages for form in m.forms}
    shown = [
        words
        for widget in top.findChildren(QWidget)
        if isinstance(widget, QLabel | QAbstractButton)
        for words in (widget.text().strip("●◆▲○✓ "), widget.accessibleName(), widget.toolTip())
    ]
    return [words for words in shown if words in other - same]


def test_every_page_and_wizard_is_german(
    qtbot: QtBot, german: Missing, database: Address, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    program: WindowProgram = request.getfixturevalue("program")  # made when German is spoken

    def look_around() -> None:
        for page in program.window.pages:
            program.window.show_page(page)
            qtbot.waitUntil(lambda: not program.lab.tasks.count, timeout=LONG)
            assert english_in(program.window) == []

        for number in range(len(program.settings.sections)):
            program.settings._list.setCurrentRow(number)
            qtbot.waitUntil(lambda: not program.lab.tasks.count, timeout=LONG)
            assert english_in(program.window) == []

    look_around()
    protect(program, database, tmp_path / "store", "lab")
    look_around()
    dialog = SecretDialog("passphrase", "nas", True)
    wizards = (
        restore_wizard(program.lab, program.window),
        protect_wizard(program.lab, program.window),
        open_repository_wizard(program.lab, program.window),
        sample_wizard(program.lab, program.window),
        takeover_wizard(program.lab, {}, program.window),
    )
    for top in (*wizards, dialog):
        qtbot.addWidget(top)
        assert english_in(top) == []
    qtbot.waitUntil(lambda: not program.lab.tasks.count, timeout=LONG)
    assert Counter(german.texts) == Counter()


@pytest.mark.usefixtures("german")
def test_the_look_around_sees_english(qtbot: QtBot) -> None:
    top = QWidget()
    qtbot.addWidget(top)
    QLabel("●  Protected", top)
    QLabel("Geschützt", top)
    assert english_in(top) == ["Protected"]
