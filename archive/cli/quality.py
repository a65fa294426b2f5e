"""`gongkai quality`: how right the readers are, by format and form."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.table import Table

from archive.cli.options import printer

if TYPE_CHECKING:
    from archive.quality import Score

CASES = Path(__file__).resolve().parents[2] / "tests" / "cases"
EMPTY: dict[str, object] = {"measures": {}, "right": []}
WORDS = {
    "organ": "body of the report",
    "year": "year",
    "form": "form",
    "about": "scope, region and period",
    "not_report": "pages that are no report left alone",
    "unreadable": "unreadable files named as such",
    "document": "title, date and source",
    "qualifier": "qualifiers",
    "evidence": "evidence that holds",
    "findings": "planted errors found",
    "perfect": "cases with nothing wrong",
}


@click.command()
@click.argument("folder", default=CASES, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--details", is_flag=True, help="Say what is wrong in each case.")
@click.option("--json", "as_json", is_flag=True, help="Print the measures as one JSON object.")
@click.option(
    "--raise", "floors", type=click.Path(dir_okay=False, path_type=Path), help="Raise this file's floors."
)
def quality(folder: Path, details: bool, as_json: bool, floors: Path | None) -> None:
    """Read the cases of FOLDER and compare with their truth: tests/cases, or a folder with truth.jsonl.

    Exit code 1 where --raise finds something below its floor; the other floors are raised all the same.
    """
    from archive import quality as measure

    found = measure.cases(folder)
    if not found:
        raise click.UsageError(f"{folder} holds no case: neither NAME/expected.json nor truth.jsonl.")
    scores = [measure.score(case, measure.answer(case)) for case in found]
    results = measure.measures(scores)
    if details:
        print_details(scores)
    if as_json:
        click.echo(json.dumps(results, ensure_ascii=False))
    else:
        print_measures(results, len(scores))
    if floors:
        raise_floors(floors, results, scores)


def print_details(scores: Sequence[Score]) -> None:
    for one in scores:
        if one.notes:
            click.echo(f"{one.case.name}: {one.case.truth['what']}")
            click.echo("".join(f"    {note}\n" for note in one.notes), nl=False)


def print_measures(results: Mapping[str, float], number: int) -> None:
    from archive.quality import FEWER_IS_BETTER

    table = Table("", "accuracy", "recall", "precision", title=f"{number} cases, shares in per cent")
    for name in sorted({key.rpartition(".")[0] for key in results if "." in key}):
        shares = (results.get(f"{name}.{what}") for what in ("accuracy", "recall", "precision"))
        table.add_row(name, *("" if x is None else f"{x:.2f}" for x in shares))
    printer().print(table)
    for name, words in WORDS.items():
        if name in results:
            click.echo(f"{words:<40}{results[name]:>7.2f} %")
    click.echo(", ".join(f"{name}: {results[name]:.0f}" for name in sorted(FEWER_IS_BETTER)))


def raise_floors(path: Path, results: Mapping[str, float], scores: Sequence[Score]) -> None:
    from archive import quality as measure

    floors = json.loads(path.read_text("utf-8")) if path.exists() else EMPTY
    right = {one.case.name for one in scores if one.counts["perfect"]}
    text = json.dumps(measure.raised(floors, results, right), indent=1, ensure_ascii=False)
    path.write_text(text + "\n", encoding="utf-8")
    worse = measure.below(floors, results, right)
    for sentence in worse:
        click.echo(sentence, err=True)
    if worse:
        raise SystemExit(1)
