"""Remarks as lines."""

from __future__ import annotations

from desktop_app.engine.model import Problem, Remark
from desktop_app.gui.models.remarks import remarks, said_of
from desktop_app.gui.models.state import Tone


def test_many_are_counted_first_and_none_is_left_out() -> None:
    many = [
        Remark(f"lab.t{n}", "in the snapshot: is left out: shy may not read it") for n in (1, 2)
    ]
    assert [each.word for each in remarks(many)] == [f"{r.item}: {r.what}" for r in many]
    told = [each.word for each in remarks(many * 2)]
    assert (told[0], len(told)) == ("4 remarks follow", 5)
    assert remarks(()) == []


def test_what_is_of_no_item_begins_with_what_it_is() -> None:
    (state,) = said_of(Tone.BAD, [Problem("", "cannot be restored")])
    assert (state.tone, state.word) == (Tone.BAD, "cannot be restored")
