"""COPY's text format, read back for people."""

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.engine.contents.preview import split_names, unescape

ESCAPED = {
    "\\": r"\\",
    "\b": r"\b",
    "\f": r"\f",
    "\n": r"\n",
    "\r": r"\r",
    "\t": r"\t",
    "\v": r"\v",
}


@given(st.text(alphabet=st.sampled_from([*ESCAPED, "a", "N", "é", "🧪", '"'])))
def test_what_copy_escapes_is_given_back(text: str) -> None:
    assert unescape("".join(ESCAPED.get(character, character) for character in text)) == text


@given(st.lists(st.text(min_size=1, alphabet='a",\n é.'), min_size=1))
def test_quoted_column_names_are_taken_apart(names: list[str]) -> None:
    joined = ", ".join('"' + name.replace('"', '""') + '"' for name in names)
    assert split_names(joined) == tuple(names)


def test_plain_and_quoted_names_mix() -> None:
    assert split_names('id, "Odd Name", taken_at') == ("id", "Odd Name", "taken_at")
    assert split_names("") == ()
