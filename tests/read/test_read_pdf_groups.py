"""Labels beside several rows of PDF tables without lines."""

from __future__ import annotations

import time

from archive.read.pdf.unruled.groups import without_groups
from archive.read.pdf.unruled.words import Block, block


def _word(text: str, x: float, top: float) -> Block:
    return block(
        [
            [
                {
                    "text": char,
                    "x0": x + 10 * i,
                    "x1": x + 10 * i + 10,
                    "top": top,
                    "bottom": top + 10,
                    "size": 10,
                }
                for i, char in enumerate(text)
            ]
        ]
    )


def test_a_column_of_dashes_takes_no_time() -> None:
    """Each of them might follow each of those above it; there are more such ways than seconds."""
    dashes = [_word("——", 300, 100 + 15 * i) for i in range(60)]
    label = [_word("三", 50, 100), _word("不予公开", 50, 115), _word("1.属于国家秘密", 150, 100)]
    started = time.process_time()
    words, groups = without_groups([*label, *dashes])
    assert time.process_time() - started < 5
    assert [group.text for group in groups] == ["三不予公开"]
    assert len(words) == 61
