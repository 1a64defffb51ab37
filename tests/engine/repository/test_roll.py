from __future__ import annotations

import threading
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.engine.model import Item, ItemKind
from desktop_app.engine.repository.manifest import decode_items, encode_item
from desktop_app.engine.repository.roll import BLOCK, ItemRoll


def item(number: int) -> Item:
    chunk = number.to_bytes(32, "big")
    return Item(f"cam/{number}\udcff", ItemKind.FILE, None, number, chunk, chunk, {"mode": "644"})


@given(st.integers(0, 3 * BLOCK), st.randoms(use_true_random=False))
@settings(max_examples=20)
def test_items_put_in_any_order_come_back_in_theirs(count: int, random: object) -> None:
    roll = ItemRoll()
    numbers = [roll.number() for _ in range(count)]
    random.shuffle(numbers)  # type: ignore[attr-defined]
    for number in numbers:
        if number % 5 == 3:
            roll.leave_out(number)
        else:
            roll.put(number, item(number))
    wanted = [item(n) for n in range(count) if n % 5 != 3]
    assert list(roll) == wanted
    assert len(roll) == len(wanted)
    assert roll.size == sum(each.size for each in wanted)
    assert list(decode_items(roll.records(), "")) == wanted
    assert [roll.item(n) for n in range(count) if n % 5 != 3] == wanted
    assert all(roll.item(n) is None for n in range(count) if n % 5 == 3)
    assert list(roll.some(range(0, count, 2))) == [
        item(n) for n in range(0, count, 2) if n % 5 != 3
    ]


def test_what_was_new_is_told_by_number() -> None:
    roll = ItemRoll()
    for number in range(3):
        roll.number()
        roll.put(number, replace(item(number), fresh=number * 10, packed=number))
    assert list(roll.fresh()) == [(1, 10, 1), (2, 20, 2)]


def test_a_record_at_hand_is_kept_as_it_is() -> None:
    roll = ItemRoll()
    record = encode_item(item(7))
    roll.put(roll.number(), item(7), record)
    assert b"".join(roll.records()) == record


def test_several_threads_put_at_once() -> None:
    roll = ItemRoll()
    numbers = [roll.number() for _ in range(4 * BLOCK)]

    def put(part: list[int]) -> None:
        for number in part:
            roll.put(number, item(number))

    threads = [threading.Thread(target=put, args=[numbers[n::4]]) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [each.size for each in roll] == numbers
