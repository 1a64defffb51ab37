"""Appearance: light or dark, and the language. Both hold at once."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QButtonGroup, QComboBox, QHBoxLayout, QRadioButton

from desktop_app.gui import language
from desktop_app.gui.pages.settings.office import Office
from desktop_app.gui.pages.settings.section import Section
from desktop_app.gui.text import tr
from desktop_app.gui.theme import stylesheet
from desktop_app.gui.theme.tokens import GRID
from desktop_app.gui.widgets.labels import label, paragraph


class AppearanceSection(Section):
    def __init__(self, office: Office) -> None:
        super().__init__(office, tr("Appearance"))
        self._schemes = QButtonGroup(self)
        self._choices: dict[str, QRadioButton] = {}
        self.body.addWidget(label(tr("Light or dark"), "title"))
        for value, words in (
            (stylesheet.SYSTEM, tr("Follow the system")),
            ("light", tr("Light")),
            ("dark", tr("Dark")),
        ):
            self._choices[value] = self._choice(value, words)
        self._language = QComboBox()
        self._language.setAccessibleName(tr("Language"))
        self._language.addItem(tr("Follow the system"), language.SYSTEM)
        for value, name in language.OWN_NAMES.items():
            self._language.addItem(name, value)
        self._language.activated.connect(lambda _: self._speak())
        self.body.addSpacing(2 * GRID)
        self.body.addWidget(label(tr("Language"), "title"))
        row = QHBoxLayout()
        row.addWidget(self._language)
        row.addStretch(1)
        self.body.addLayout(row)
        self.body.addWidget(
            paragraph(
                tr("The window opens anew in it; work that is under way goes on."),
                "muted",
            )
        )
        self.body.addSpacing(2 * GRID)
        self.body.addWidget(label(tr("Text size"), "title"))
        self.body.addWidget(
            paragraph(tr("It follows the system, with the scale of the screen."), "muted")
        )
        self.body.addStretch(1)

    def refresh(self) -> None:
        chosen = stylesheet.chosen(self.office.settings)
        self._choices[chosen].setChecked(True)
        spoken = language.chosen(self.office.settings)
        self._language.setCurrentIndex(self._language.findData(spoken))
        words = {"light": tr("LabVault is light"), "dark": tr("LabVault is dark")}
        self.say(words.get(chosen, tr("LabVault looks as the system does")), "")

    def _choice(self, value: str, words: str) -> QRadioButton:
        made = QRadioButton(words)
        made.setAccessibleName(words)
        made.clicked.connect(lambda _checked=False: self._wear(value))
        self._schemes.addButton(made)
        self.body.addWidget(made)
        return made

    def _wear(self, value: str) -> None:
        self.office.settings.setValue(stylesheet.SETTING, value)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        stylesheet.wear(application, value)
        self.refresh()

    def _speak(self) -> None:
        value = str(self._language.currentData())
        if value == language.chosen(self.office.settings):
            return
        self.office.settings.setValue(language.SETTING, value)
        application = QApplication.instance()
        assert application is not None
        language.speak(application, value)
        self.office.actions.show_workspace(self.lab.name)
