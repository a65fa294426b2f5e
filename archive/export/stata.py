"""Stata .dta (release 118), with labels of variables and values. Needs the extra `data`.

The whole table is held in memory, so there is a limit to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, BinaryIO

from archive.export.table import Column, Row

ROWS = 1_000_000
NAME, LABEL, CHOICES, WIDTH = 32, 80, 32_000, 2_045
STAMP = datetime(1980, 1, 1)
# Text that says the same over many rows: a number with a label in Stata.
LABELLED = frozenset({
    *("body", "region_name", "level", "scope", "form", "indicator_zh"),
    *("unit", "qualifier", "bound", "source", "sample"),
})  # fmt: skip
# Long text, kept once however many rows have it.
LONG = frozenset({"source_url", "capture_sha256"})


def write_stata(stream: BinaryIO, columns: Sequence[Column], rows: Iterable[Row], label: str = "") -> None:
    import pandas as pd
    from pandas.io.stata import StataWriterUTF8

    names = short_names([column.name for column in columns])
    by_column: list[tuple[Any, ...]] = list(zip(*rows, strict=True)) or [()] * len(columns)
    frame = pd.DataFrame(
        {name: _series(c, values) for name, c, values in zip(names, columns, by_column, strict=True)}
    )
    labels = {name: _label(column) for name, column in zip(names, columns, strict=True)}
    long = [name for name, column in zip(names, columns, strict=True) if column.name in LONG]
    StataWriterUTF8(
        stream,
        frame,
        time_stamp=STAMP,
        data_label=label[:LABEL],
        variable_labels=labels,
        write_index=False,
        version=118,
        convert_strl=[name for name in long if len(frame)],
    ).write_file()


def short_names(names: Sequence[str]) -> list[str]:
    """Names that Stata takes: letters, digits and _, at most 32, no two alike."""
    taken: dict[str, None] = {}
    for name in names:
        plain = re.sub(r"\W", "_", name, flags=re.ASCII)
        short = plain if len(plain) <= NAME else f"{plain[: NAME // 2 - 1]}_{plain[-(NAME // 2) :]}"
        number = 2
        while short in taken:
            short = f"{short[: NAME - 3].rstrip('_')}_{number}"
            number += 1
        taken[short] = None
    return list(taken)


def _label(column: Column) -> str:
    """The Chinese and the English description as far as they fit; of a column of its own name, that name."""
    words = " / ".join(filter(None, (column.zh, column.en))) or column.name
    return words if len(words) <= LABEL else (column.zh or column.name)[:LABEL]


def _series(column: Column, values: Sequence[Any]) -> Any:
    import pandas as pd

    if column.type in ("integer", "number", "boolean"):
        whole = all(isinstance(value, int) for value in values)
        return pd.Series(list(values), dtype="int64" if whole else "float64")
    words = ["" if value is None else str(value)[: WIDTH // 4] for value in values]
    if column.name in LABELLED and any(words) and len(set(words)) <= CHOICES:
        return pd.Series(
            pd.Categorical([word or None for word in words], categories=sorted(set(words) - {""}))
        )
    return pd.Series(words, dtype=object)
