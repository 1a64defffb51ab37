"""``packaging/run translations``: bring the translations up to date with the window's source.

New texts are added to ``resources/translations/*.ts`` as unfinished, those that are gone are
removed, and what is there is compiled to the ``.qm`` that the program loads. Says what is missing;
exit code 1 if anything is.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.translations import catalogue
from tests.translations.extraction import find_texts

LANGUAGES = ("de",)


def main() -> int:
    texts, untraced = find_texts()
    for call in untraced:
        print(f"{call.file}:{call.line}: nobody knows which texts {call.call} may show")
    missing = 0
    for language in LANGUAGES:
        source = catalogue.source_file(language)
        known = catalogue.load(source) if source.exists() else {}
        messages = catalogue.merged(known, texts.values())
        glossary = catalogue.glossary_of(source) if source.exists() else ""
        catalogue.store(source, language, messages, glossary)
        compile_to(source, source.with_suffix(".qm"))
        gone = known.keys() - texts.keys()
        left = [message.text for message in messages if not message.finished]
        for text in left:
            print(f"{language}: not translated: {text.source!r} ({text.file})")
        print(f"{language}: {len(messages)} texts, {len(left)} not translated, {len(gone)} removed")
        missing += len(left)
    return 1 if missing or untraced else 0


def compile_to(source: Path, compiled: Path) -> None:
    """Make the file that Qt loads. Raises :class:`subprocess.CalledProcessError`."""
    command = [str(Path(sys.executable).with_name("pyside6-lrelease")), str(source)]
    done = subprocess.run([*command, "-silent", "-qm", str(compiled)], check=False)
    done.check_returncode()


if __name__ == "__main__":
    sys.exit(main())
