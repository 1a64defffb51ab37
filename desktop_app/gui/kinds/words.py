"""What the things of a kind of target are called, where wizards and pages speak of any kind."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.engine.model import Item, ItemKind
from desktop_app.gui import text
from desktop_app.gui.text import tr


class Words:
    """Those of a database of a server, for which there are tables. Main thread."""

    counted = ItemKind.ROWS  # the items that people count
    schemas = True  # tables lie in such

    def parts(self, count: int) -> str:
        """So many of the items that are counted."""
        return text.count(count, "table", "tables")

    def contents(self, items: Sequence[Item]) -> str:
        """How much items come to."""
        mine = [item for item in items if item.kind is self.counted]
        rows = sum(item.rows or 0 for item in mine)
        return tr("{tables} with {rows}").format(
            tables=self.parts(len(mine)), rows=text.count(rows, "row", "rows")
        )

    def amount(self, rows: int, _files: int, _size: int) -> str:
        """How much a restore brings, in what people count."""
        return text.count(rows, "row", "rows")

    def everything(self) -> str:
        return tr("Everything: all tables, with roles and definitions")

    def some(self) -> str:
        return tr("Only the schemas and tables that are ticked below")

    def find(self) -> str:
        return tr("Find a table")

    def list_name(self) -> str:
        return tr("Tables")

    def look_hint(self) -> str:
        return tr("Choose a table to see its first rows.")

    def ticked(self, count: int) -> str:
        words = tr("{tables} ticked. The definitions that are needed come along.")
        return words.format(tables=self.parts(count))

    def into_new(self) -> str:
        return tr("Into a new database beside the live one (recommended)")

    def beside(self) -> str:
        """Where a kind knows that way: nobody has to find a name."""
        return tr("Beside the live one, under a free name that LabVault finds")

    def in_place(self) -> str:
        return tr("In place of the live one: restored beside, compared, swapped, the old one kept")

    def new_address(self) -> str:
        return tr("Address of the new database")

    def replaced_name(self) -> str:
        return tr("Name of the database to be replaced")

    def ask_for_name(self) -> str:
        """With ``{name}``."""
        return tr("To replace it, type the name of the database: {name}")

    def untouched(self) -> str:
        return tr("The live database is not touched.")

    def old_is_kept(self) -> str:
        return tr("The old database is kept.")

    def named_when_equal(self) -> str:
        return tr("It gets its name only when every row was read back and found equal.")

    def compared(self) -> str:
        return tr("Each row was read back and compared.")

    def restored(self) -> str:
        """What to do next, with ``{place}``."""
        return tr("Let your programs look at {place}, and check what you were missing.")

    def kept_as(self) -> str:
        """With ``{kept}``."""
        return tr("The old database is kept as {kept}. It takes space until you let it go.")

    def delete_old(self) -> str:
        return tr("Delete the old database…")

    def starts_empty(self) -> str:
        """Where a drill restores to."""
        return tr("into a server that starts empty")

    def each_equal(self) -> str:
        return tr("Every row is equal")

    def scratch(self) -> str:
        return tr("A server of its own is started for it, and is gone afterwards.")


class MariaWords(Words):
    """Those of MariaDB and MySQL, where a database has no schemas in it."""

    schemas = False

    def everything(self) -> str:
        return tr("Everything: all tables, with users and definitions")

    def some(self) -> str:
        return tr("Only the tables that are ticked below")


class FileWords(Words):
    """Those of what lies in files."""

    counted = ItemKind.FILE

    def parts(self, count: int) -> str:
        return text.count(count, "file", "files")

    def contents(self, items: Sequence[Item]) -> str:
        mine = [item for item in items if item.kind is self.counted]
        size = text.size(sum(item.size for item in mine))
        return tr("{files} with {size}").format(files=self.parts(len(mine)), size=size)

    def amount(self, _rows: int, files: int, size: int) -> str:
        return tr("{files} with {size}").format(files=self.parts(files), size=text.size(size))

    def everything(self) -> str:
        return tr("Everything: all files, with their folders, times and rights")

    def some(self) -> str:
        return tr("Only the folders and files that are ticked below")

    def find(self) -> str:
        return tr("Find a file")

    def list_name(self) -> str:
        return tr("Files")

    def look_hint(self) -> str:
        return tr("Choose a file to see its beginning.")

    def ticked(self, count: int) -> str:
        return tr("{files} ticked. The folders on the way come along.").format(
            files=self.parts(count)
        )

    def into_new(self) -> str:
        return tr("Into a new folder beside the live one (recommended)")

    def beside(self) -> str:
        return tr("Beside the live folder, under a free name with the day in it")

    def in_place(self) -> str:
        return tr(
            "In place of the live folder: restored beside, compared, swapped, the old one kept"
        )

    def new_address(self) -> str:
        return tr("The new folder")

    def replaced_name(self) -> str:
        return tr("Name of the folder to be replaced")

    def ask_for_name(self) -> str:
        return tr("To replace what is there, type the name of the folder: {name}")

    def untouched(self) -> str:
        return tr("The live folder is not touched.")

    def old_is_kept(self) -> str:
        return tr("The old folder is kept.")

    def named_when_equal(self) -> str:
        return tr("Nothing gets its name before it was read back and found equal.")

    def compared(self) -> str:
        return tr("Each file was read back and compared.")

    def restored(self) -> str:
        return tr("Look into {place}, and check what you were missing.")

    def kept_as(self) -> str:
        return tr("What gave way is kept as {kept}. It takes space until you let it go.")

    def delete_old(self) -> str:
        return tr("Delete what gave way…")

    def starts_empty(self) -> str:
        return tr("into a folder that starts empty")

    def each_equal(self) -> str:
        return tr("Every file is equal")

    def scratch(self) -> str:
        return tr("A folder of its own is made for it, and is gone afterwards.")


class SqliteWords(Words):
    """Those of an SQLite file: it is one file, and has tables."""

    counted = ItemKind.TABLE

    def everything(self) -> str:
        return tr("Everything: the whole file, byte for byte")

    def some(self) -> str:
        return tr("Only the tables that are ticked below, in a new file")

    def into_new(self) -> str:
        return tr("Into a new file beside the live one (recommended)")

    def beside(self) -> str:
        return tr("Beside the live file, under a free name with a number in it")

    def in_place(self) -> str:
        return tr("In place of the live file: restored beside, compared, swapped, the old one kept")

    def new_address(self) -> str:
        return tr("The new file")

    def replaced_name(self) -> str:
        return tr("Name of the file to be replaced")

    def ask_for_name(self) -> str:
        return tr("To replace it, type the name of the file: {name}")

    def untouched(self) -> str:
        return tr("The live file is not touched.")

    def old_is_kept(self) -> str:
        return tr("The old file is kept.")

    def named_when_equal(self) -> str:
        return tr("It gets its name only when it was read back and found equal.")

    def compared(self) -> str:
        return tr("The file was read back and compared.")

    def kept_as(self) -> str:
        return tr("The old file is kept as {kept}. It takes space until you let it go.")

    def delete_old(self) -> str:
        return tr("Delete the old file…")

    def starts_empty(self) -> str:
        return tr("into a file of its own, in an empty folder")

    def scratch(self) -> str:
        return tr("A file of its own is made for it, and is gone afterwards.")
