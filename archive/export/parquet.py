"""Parquet, a group of rows at a time. Needs the extra `data`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any, BinaryIO

from archive.export.table import Column, Row, chunks

GROUP = 65_536


def write_parquet(stream: BinaryIO, columns: Sequence[Column], rows: Iterable[Row]) -> None:
    """Columns of type `any` take the type that their first values have. Descriptions go into the schema."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    groups = chunks(rows, GROUP)
    first = next(groups, [])
    schema = pa.schema([_field(column, [row[i] for row in first]) for i, column in enumerate(columns)])
    with pq.ParquetWriter(stream, schema, compression="zstd") as writer:
        for group in chain([first], groups):
            writer.write_table(
                pa.table([_array(schema.field(i), group, i) for i in range(len(schema))], schema=schema)
            )


def _field(column: Column, values: list[Any]) -> Any:
    import pyarrow as pa

    types = {
        "string": pa.string(), "integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_(),
        "date": pa.string(), "datetime": pa.string(),
    }  # fmt: skip
    found = types[_type_of(values) if column.type == "any" else column.type]
    return pa.field(column.name, found, metadata={"zh": column.zh, "en": column.en} if column.zh else None)


def _type_of(values: list[Any]) -> str:
    kinds = {type(value) for value in values if value is not None}
    return "integer" if kinds == {int} else "number" if kinds and kinds <= {int, float} else "string"


def _array(field: Any, group: list[Row], place: int) -> Any:
    import pyarrow as pa

    values = [row[place] for row in group]
    if pa.types.is_string(field.type):
        values = [value if value is None or isinstance(value, str) else str(value) for value in values]
    elif pa.types.is_boolean(field.type):
        values = [None if value is None else bool(value) for value in values]
    return pa.array(values, field.type)
