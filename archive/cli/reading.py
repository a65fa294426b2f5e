"""`gongkai read`, `extract` and `check`: from bytes to figures, and the proof of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from archive.cli.options import ADDRESS, db_option, json_option, print_json, printer, progress_bar
from archive.store import Archive
from archive.text.counts import counted

if TYPE_CHECKING:
    from archive.process import Summary


CSV_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@db_option
@click.option("--all", "everything", is_flag=True, help="Read every capture again, not only the unread ones.")
@click.option(
    "--corrections", type=CSV_FILE, help="Corrected figures.  [default: corrections.csv beside the archive]"
)
@click.option(
    "--bodies", type=CSV_FILE, help="Whose reports they are.  [default: bodies.csv beside the archive]"
)
def read(db: Path, everything: bool, corrections: Path | None, bodies: Path | None) -> None:
    """Read the stored captures: documents, reports, figures, findings. Needs no network.

    People's decisions are put into effect: figures they have corrected, and whose reports they are. A row
    that is malformed or matches nothing is named on standard error, and the exit code is 1.

    \b
    gongkai read
    gongkai read --all --corrections team/corrections.csv
    """
    with Archive.open(db) as archive:
        summary = read_with_bar(archive, everything=everything, corrections=corrections, bodies=bodies)
    click.echo(
        f"{counted(summary.documents, 'document')}, {counted(summary.reports, 'report')},"
        f" {counted(summary.figures, 'figure')}, {counted(summary.findings, 'finding')},"
        f" {summary.unreadable} unreadable."
    )
    for fault in summary.faults:
        click.echo(str(fault), err=True)
    if summary.faults:
        raise SystemExit(1)


def read_with_bar(
    archive: Archive,
    *,
    everything: bool = False,
    corrections: Path | None = None,
    bodies: Path | None = None,
) -> Summary:
    from archive.process import read_captures

    with progress_bar("Reading") as step:
        return read_captures(archive, all=everything, corrections=corrections, bodies=bodies, progress=step)


@click.command()
@click.argument("files", metavar="FILE…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--url", type=ADDRESS, help="The address the file came from.")
@json_option
def extract(files: tuple[Path, ...], url: str | None, as_json: bool) -> None:
    """Read local files without an archive: html, text, pdf, docx, doc, xlsx, xls. What a file hides from its
    readers is not read: hidden words, sheets, rows and columns.

    \b
    gongkai extract report.html
    gongkai extract reports/*.pdf --json > figures.jsonl
    """
    from archive.process.files import file_record

    failed = False
    for path in files:
        record = file_record(path, url)
        if record["error"]:
            failed = True
            click.echo(f"{path}: {record['error']}", err=True)
        if as_json:
            print_json(record)
        elif not record["error"]:
            print_reading(record)
    if failed:
        raise SystemExit(1)


def print_reading(record: dict[str, Any]) -> None:
    """A reading for people."""
    console = printer(highlight=False, markup=False)
    console.print(f"{record['file']}: {record['title'] or '(no title)'}")
    report = record["report"]
    if report is None:
        console.print("  no yearly report")
        return
    whose = report["organ"] or "（未写明机关）"
    console.print(f"  {whose} · {report['year']} · form {report['form']} · {report['scope']}")
    for figure in record["figures"]:
        console.print(line_of(figure), soft_wrap=True)
    for finding in record["findings"]:
        console.print(f"  {finding['severity']}: {finding['message']}")


def line_of(figure: dict[str, Any]) -> str:
    """One figure: its name, its value as it is understood, and where it stands."""
    name = ".".join(filter(None, (figure["indicator"], figure["applicant"])))
    value = "" if figure["value"] is None else f"{figure['value']:,} {figure['unit'] or ''}"
    return f"  {name:<58} {value:>14}  {figure['qualifier'] or '':<14}  {place_of(figure['evidence'])}"


def place_of(evidence: dict[str, Any]) -> str:
    """Where the figure stands, short enough for a terminal."""
    if evidence["kind"] == "cell":
        return f"table {evidence['table']}, row {evidence['row']}, column {evidence['column']}"
    if evidence["kind"] == "sentence":
        return str(evidence["text"])[:60]
    return f"from {counted(len(evidence['from']), 'figure')}"
