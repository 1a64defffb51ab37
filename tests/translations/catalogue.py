"""A translation's source, ``resources/translations/labvault_<language>.ts``: Qt's own format, which
Qt Linguist opens. One context; places of texts are files without lines, so that it changes only
when texts do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from tests.translations.extraction import ROOT, Text

CONTEXT = "labvault"
FOLDER = ROOT / "resources" / "translations"
PLACEHOLDER = re.compile(r"\{[^{}]*\}|%L?n")
NUMERUS_FORMS = 2


@dataclass(frozen=True)
class Message:
    """A text with its translation: one form, or two where it depends on a number (one, many).
    No form, or an empty one: not translated yet."""

    text: Text
    forms: tuple[str, ...] = ()

    @property
    def finished(self) -> bool:
        wanted = NUMERUS_FORMS if self.text.numerus else 1
        return len(self.forms) == wanted and all(self.forms)


def source_file(language: str) -> Path:
    return FOLDER / f"labvault_{language}.ts"


def load(path: Path) -> dict[str, Message]:
    """The messages by their English text, in the order of the file."""
    context = ElementTree.parse(path).getroot().find("context")
    assert context is not None
    return {message.text.source: message for message in map(_read, context.findall("message"))}


def merged(known: Mapping[str, Message], texts: Iterable[Text]) -> list[Message]:
    """What is known of these texts; others are dropped."""
    return [
        Message(text, known[text.source].forms if text.source in known else ())
        for text in sorted(texts, key=lambda text: (text.file, text.source))
    ]


def store(path: Path, language: str, messages: Iterable[Message], glossary: str) -> None:
    """``glossary`` is kept as the comment at the top: the words that a translator keeps to."""
    root = ElementTree.Element("TS", version="2.1", language=language, sourcelanguage="en")
    root.text = "\n"
    ElementTree.SubElement(root, "extra-glossary").text = glossary
    context = ElementTree.SubElement(root, "context")
    ElementTree.SubElement(context, "name").text = CONTEXT
    for message in messages:
        context.append(_written(message))
    ElementTree.indent(root, "  ")
    body = ElementTree.tostring(root, encoding="unicode")
    path.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n', "utf-8")


def glossary_of(path: Path) -> str:
    found = ElementTree.parse(path).getroot().findtext("extra-glossary")
    return found or ""


def placeholders(text: str) -> list[str]:
    """What is filled in: ``{name}`` and ``%n``; a format after a colon belongs to it."""
    return sorted(each.replace("%Ln", "%n") for each in PLACEHOLDER.findall(text))


def _read(element: ElementTree.Element) -> Message:
    location, translation = element.find("location"), element.find("translation")
    assert location is not None
    assert translation is not None
    numerus = element.get("numerus") == "yes"
    text = Text(element.findtext("source") or "", numerus, location.get("filename", ""))
    if numerus:
        forms = tuple(form.text or "" for form in translation.findall("numerusform"))
    else:
        forms = (translation.text or "",)
    return Message(text, forms)


def _written(message: Message) -> ElementTree.Element:
    element = ElementTree.Element("message", {"numerus": "yes"} if message.text.numerus else {})
    ElementTree.SubElement(element, "location", filename=message.text.file)
    ElementTree.SubElement(element, "source").text = message.text.source
    translation = ElementTree.SubElement(element, "translation")
    if not message.finished:
        translation.set("type", "unfinished")
    forms = (*message.forms, *("",) * NUMERUS_FORMS)
    if message.text.numerus:
        for form in forms[:NUMERUS_FORMS]:
            ElementTree.SubElement(translation, "numerusform").text = form
    else:
        translation.text = forms[0]
    return element
