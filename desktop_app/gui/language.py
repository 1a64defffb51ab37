"""The window's language: its own texts, Qt's (the buttons of its dialogs), and the formats of
numbers and dates. Main thread only; before the first widget, because those say what they say once.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QSettings, QTranslator

from desktop_app.engine.errors import Bug
from desktop_app.resources import resource

SETTING = "language"
SYSTEM, ENGLISH, GERMAN = "", "en", "de"
OWN_NAMES = {ENGLISH: "English", GERMAN: "Deutsch"}
"""The languages there are, by what the setting says, each as its own people call it."""

LANGUAGES = {ENGLISH: QLocale.Language.English, GERMAN: QLocale.Language.German}
KEPT = "labvaultTranslator"  # so that what was installed can be found again


def chosen(settings: QSettings) -> str:
    """What a person chose: a key of :data:`OWN_NAMES`, or empty for the system's language."""
    value = str(settings.value(SETTING, SYSTEM))
    return value if value in OWN_NAMES else SYSTEM


def speak(application: QCoreApplication, wanted: str = SYSTEM) -> str:
    """Speak that language from now on; returns which one it is. What is shown already stays.

    Formats are the system's as long as nobody chose a language; then they are those that the
    chosen language has in the system's country.
    """
    system = QLocale.system()
    language = wanted if wanted in OWN_NAMES else offered(system.uiLanguages())
    for old in application.findChildren(QTranslator):
        if old.objectName() == KEPT:
            application.removeTranslator(old)
            old.deleteLater()
    QLocale.setDefault(_formats(system, wanted if wanted in OWN_NAMES else SYSTEM))
    if language != ENGLISH:  # which the texts are written in
        qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        for file in (f"{qt}/qtbase_{language}.qm", f"{own_file(language)}"):
            _install(application, file)
    return language


def offered(languages: Sequence[str]) -> str:
    """The first of a system's languages that there is; English when there is none."""
    codes = (each.replace("_", "-").partition("-")[0].casefold() for each in languages)
    return next((code for code in codes if code in OWN_NAMES), ENGLISH)


def own_file(language: str) -> str:
    """The compiled translation of our own texts."""
    return str(resource(f"translations/labvault_{language}.qm"))


def _formats(system: QLocale, wanted: str) -> QLocale:
    if wanted:
        return QLocale(LANGUAGES[wanted], system.territory())
    if system.language() is QLocale.Language.C:  # nothing is set: numbers still want their groups
        return QLocale(QLocale.Language.English)
    return system


def _install(application: QObject, file: str) -> None:
    """Raises :class:`Bug`: both files come with what is installed."""
    translator = QTranslator(application)
    translator.setObjectName(KEPT)
    if not translator.load(file):
        raise Bug(f"the translation {file} cannot be loaded")
    QCoreApplication.installTranslator(translator)
