"""Parquet, a group of rows at a time. Needs the extra `data`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, BinaryIO

from archive.export.table import Column, Row, chunks

GROUP = 65_536


def write_parquet(stream: BinaryIO, columns: Sequence[Column], rows: Iterable[Row]) -> None:
    """Typed as the columns are; their descriptions go into the schema."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = pa.schema([_field(column) for column in columns])
    with pq.ParquetWriter(stream, schema, compression="zstd") as writer:
        for group in chunks(rows, GROUP):
            writer.write_table(
                pa.table([_array(schema.field(i), group, i) for i in range(len(schema))], schema=schema)
            )


def _field(column: Column) -> Any:
    import pyarrow as pa

    types = {
        "string": pa.string(), "integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_(),
        "date": pa.string(), "datetime": pa.string(), "binary": pa.binary(),
    }  # fmt: skip
    found = types[column.type]
    return pa.field(column.name, found, metadata={"zh": column.zh, "en": column.en} if column.zh else None)


def _array(field: Any, group: list[Row], place: int) -> Any:
    import pyarrow as pa

    values = [row[place] for row in group]
    if pa.types.is_string(field.type):
        values = [value if value is None or isinstance(value, str) else str(value) for value in values]
    elif pa.types.is_boolean(field.type):
        values = [None if value is None else bool(value) for value in values]
    return pa.array(values, field.type)
