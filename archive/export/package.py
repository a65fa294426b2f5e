"""The panel as a data package: a folder of files that datapackage.json describes, without time stamps."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any, BinaryIO

from archive.export import FORMATS
from archive.export import panel as tables
from archive.export.delimited import write_csv, write_excel_csv
from archive.export.jsonlines import write_jsonl
from archive.export.panel import Panel, Step
from archive.export.parquet import write_parquet
from archive.export.readme import About, readme
from archive.export.stata import ROWS as STATA_ROWS
from archive.export.stata import write_stata
from archive.export.table import Column, Row, described
from archive.export.whole import ExportError, whole_folder
from archive.export.workbook import Sheet, write_workbook

Writer = Callable[[BinaryIO, Sequence[Column], Iterable[Row]], None]
WRITERS: Mapping[str, Writer] = {
    "csv": write_csv,
    "excel-csv": write_excel_csv,
    "parquet": write_parquet,
    "dta": write_stata,
    "jsonl": write_jsonl,
}
NEEDS = {"parquet": ("pyarrow",), "dta": ("pandas",)}
HASHED = tuple(
    f"{name}.csv" for name in ("bodies", "codebook", "coverage", "findings", "panel", "series", "variables")
)
FILES = frozenset({*FORMATS.values(), *HASHED, "datapackage.json", "README.md"})
MEDIA = {
    ".csv": "text/csv",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".parquet": "application/vnd.apache.parquet",
    ".dta": "application/x-stata-dta",
    ".jsonl": "application/jsonl",
}


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export has made: files with their bytes, rows of the panel, and what was left out and why."""

    rows: int
    content_hash: str
    files: Mapping[str, int]
    left_out: Sequence[str]


@dataclass(slots=True)
class _Writing:
    """The folder while it is written."""

    panel: Panel
    folder: Path
    columns: Sequence[Column]
    rows: Callable[[], Iterator[Row]]
    digests: dict[str, str] = field(default_factory=dict)
    schemas: dict[str, Sequence[Column]] = field(default_factory=dict)

    def write(self, name: str, writer: Writer, columns: Sequence[Column], rows: Iterable[Row]) -> None:
        with (self.folder / name).open("wb") as stream:
            writer(stream, columns, rows)
        self.digests[name] = _digest(self.folder / name)
        if writer is write_csv:
            self.schemas[name] = columns


def installed() -> dict[str, bool]:
    """Every format, and whether what it needs is there."""
    return {name: all(find_spec(module) for module in NEEDS.get(name, ())) for name in FORMATS}


def export_panel(
    panel: Panel, output: Path, *, formats: Sequence[str] = (), wide: bool = False, step: Step | None = None
) -> Exported:
    """Writes the selected panel to the folder `output`; without formats, in each that is installed.

    `step(done, total)` counts reports over all files. ExportError where a format asked for is not installed.
    """
    count = panel.count()
    chosen, left_out = _chosen(formats, len(panel.reports) if wide else count)
    names = panel.names() if wide else []
    columns = panel.wide_columns(names) if wide else described("panel")
    # The CSV is always gone through, for its digest.
    passes = _Passes(panel, len({*chosen, "csv"}) + 2, step)

    def rows() -> Iterator[Row]:
        return panel.wide(names, passes.next()) if wide else panel.long(passes.next())

    with whole_folder(output, FILES) as folder:
        writing = _Writing(panel, folder, columns, rows)
        _write_tables(writing, passes, keep_csv="csv" in chosen)
        about = _about(writing, count, wide)
        for name in chosen:
            if name == "xlsx":
                _write_workbook(writing, about)
            elif name != "csv":
                writing.write(FORMATS[name], WRITERS[name], columns, rows())
        (folder / "README.md").write_text(readme(about), encoding="utf-8")
        _write_descriptor(writing, about)
        sizes = {path.name: path.stat().st_size for path in sorted(folder.iterdir())}
    return Exported(count, about.content_hash, sizes, left_out)


def _chosen(formats: Sequence[str], rows: int) -> tuple[list[str], list[str]]:
    """The formats to be written, and sentences about those that are left out."""
    there = installed()
    if missing := [name for name in formats if not there[name]]:
        raise ExportError(f"--format {missing[0]} needs the extra data: pip install 'gongkai[data]'.")
    if rows > STATA_ROWS and "dta" in formats:
        raise ExportError(f"--format dta takes {STATA_ROWS:,} rows, and these are {rows:,}: choose fewer.")
    left_out = [
        f"{FORMATS[name]} is left out: it needs the extra data (pip install 'gongkai[data]')."
        for name, is_there in there.items()
        if not formats and not is_there
    ]
    chosen = [name for name in FORMATS if there[name] and (name in formats or not formats)]
    if rows > STATA_ROWS and "dta" in chosen:
        chosen.remove("dta")
        left_out.append(f"panel.dta is left out: it takes {STATA_ROWS:,} rows, and these are {rows:,}.")
    return chosen, left_out


class _Passes:
    """Turns the steps of each pass over the reports into steps of the whole."""

    def __init__(self, panel: Panel, passes: int, step: Step | None) -> None:
        self.total = len(panel.reports) * passes
        self.size = len(panel.reports)
        self.step = step
        self.begun = -1

    def next(self) -> Step | None:
        if self.step is None:
            return None
        self.begun += 1
        before, step = self.begun * self.size, self.step
        return lambda done, _total: step(before + done, self.total)


def _write_tables(writing: _Writing, passes: _Passes, *, keep_csv: bool) -> None:
    panel = writing.panel
    writing.write("panel.csv", write_csv, writing.columns, writing.rows())
    if not keep_csv:
        (writing.folder / "panel.csv").unlink()
        del writing.schemas["panel.csv"]
    writing.write("series.csv", write_csv, described("series"), panel.series(passes.next()))
    writing.write("variables.csv", write_csv, tables.variable_columns(), panel.variables(passes.next()))
    rows = tables.codebook_rows(writing.columns)
    writing.write("codebook.csv", write_csv, tables.CODEBOOK, rows)
    writing.write("bodies.csv", write_csv, described("bodies"), panel.bodies())
    writing.write("coverage.csv", write_csv, tables.coverage_columns(), panel.coverage())
    writing.write("findings.csv", write_csv, described("findings"), panel.findings())


def _write_workbook(writing: _Writing, about: About) -> None:
    panel = writing.panel
    lines = [(line,) for line in readme(about).splitlines()]
    sheets = [
        Sheet("data", writing.columns, writing.rows()),
        Sheet("codebook", tables.CODEBOOK, tables.codebook_rows(writing.columns)),
        Sheet("coverage", tables.coverage_columns(), panel.coverage()),
        Sheet("findings", described("findings"), panel.findings()),
        Sheet("read-me", [Column("read-me", "string")], lines),
    ]
    path = writing.folder / FORMATS["xlsx"]
    with path.open("wb") as stream:
        write_workbook(stream, sheets)
    writing.digests[path.name] = _digest(path)


def _about(writing: _Writing, count: int, wide: bool) -> About:
    lines = "".join(f"{writing.digests[name]}  {name}\n" for name in HASHED)
    content_hash = hashlib.sha256(lines.encode()).hexdigest()
    panel = writing.panel
    sites = panel.conn.execute(
        "SELECT DISTINCT coalesce(sites.name, sites.host) AS title, sites.host, sites.sample FROM reports"
        " JOIN documents ON documents.id = reports.document_id JOIN sites ON sites.id = documents.site_id"
        " WHERE reports.id IN (SELECT value FROM json_each(?)) ORDER BY sites.host",
        (json.dumps(panel.reports),),
    ).fetchall()
    return About(
        version=f"{version('gongkai')}+{content_hash[:12]}",
        content_hash=content_hash,
        rows=len(panel.reports) if wide else count,
        reports=len(panel.reports),
        wide=wide,
        selection=dict(panel.selection.words()),
        sites=tuple((row["title"], row["host"]) for row in sites),
        sample=any(row["sample"] for row in sites),
    )


def _write_descriptor(writing: _Writing, about: About) -> None:
    descriptor = {
        "name": "gongkai-panel",
        "title": about.title,
        "description": about.description,
        "version": about.version,
        "contentHash": f"sha256:{about.content_hash}",
        "licenses": [
            {
                "name": "CC-BY-4.0",
                "path": "https://creativecommons.org/licenses/by/4.0/",
                "title": "Creative Commons Attribution 4.0 International",
            }
        ],
        "rights": about.rights,
        "citation": about.citation,
        "selection": about.selection,
        "sources": [{"title": title, "path": f"https://{host}/"} for title, host in about.sites],
        "resources": [_resource(writing, name) for name in sorted(writing.digests) if _stands(writing, name)],
    }
    text = json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n"
    (writing.folder / "datapackage.json").write_text(text, encoding="utf-8")


def _stands(writing: _Writing, name: str) -> bool:
    return (writing.folder / name).exists()


def _resource(writing: _Writing, name: str) -> dict[str, Any]:
    path = writing.folder / name
    resource: dict[str, Any] = {
        "name": name.replace(".", "-").removesuffix("-csv"),
        "path": name,
        "format": path.suffix[1:],
        "mediatype": MEDIA[path.suffix],
        "bytes": path.stat().st_size,
        "hash": f"sha256:{writing.digests[name]}",
    }
    if columns := writing.schemas.get(name):
        fields = [_field(column) for column in columns]
        return {
            **resource,
            "profile": "tabular-data-resource",
            "encoding": "utf-8",
            "schema": {"fields": fields, "missingValues": [""]},
        }
    # The same rows in another format: described by the table of panel.csv, checked as bytes.
    return {**resource, "type": "file"}


def _field(column: Column) -> dict[str, Any]:
    words = {"name": column.name, "type": column.type, "title": column.zh, "description": column.en}
    if column.type == "boolean":
        return {**words, "trueValues": ["1"], "falseValues": ["0"]}
    return {**words, "format": "any"} if column.type in ("date", "datetime") else words


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
