"""`gongkai import`: what others have kept, into the archive."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from archive.cli.options import Refusal, Step, db_option, json_option, print_json, progress_bar, sites_option
from archive.cli.sites import readable_sites
from archive.store import Archive

if TYPE_CHECKING:
    from scraper.intake import Intake
    from scraper.supplied import Supplied

TAKEN = ("new", "changed", "unchanged")


@click.command("import")
@click.argument("paths", metavar="PATH…", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--manifest",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A CSV file that says of each file: file, url, fetched_at, supplied_by.",
)
@click.option("--any-host", is_flag=True, help="Take all that WARC files hold, not only declared sources.")
@db_option
@sites_option
@json_option
def import_files(
    paths: tuple[Path, ...],
    manifest: Path | None,
    any_host: bool,
    db: Path,
    folder: Path | None,
    as_json: bool,
) -> None:
    """Store what others have kept: WARC and WACZ files, saved pages, documents. Then run `gongkai read`.

    Of WARC files only the pages of declared sources are taken, at their original times. All of it is marked
    as supplied. Importing a file again changes nothing.

    \b
    gongkai import crawl.warc.gz
    gongkai import old-reports/ --db archive.db
    gongkai import --manifest reports.csv
    """
    if not paths and not manifest:
        raise click.UsageError("Name files or folders, or a --manifest.")
    from scraper.intake import Intake
    from scraper.supplied import ManifestError, Supplied, files_in
    from scraper.supplied import manifest as rows_of

    found, refused = readable_sites(folder)
    for error in refused:
        click.echo(str(error), err=True)
    try:
        rows = rows_of(manifest) if manifest else []
    except ManifestError as error:
        raise Refusal(str(error)) from error
    told = {row.path.resolve() for row in rows}
    files = [(Supplied(p), root) for root in paths for p in files_in(root) if p.resolve() not in told]
    files += [(row, row.path) for row in rows]
    if not files:
        named = ", ".join(str(path) for path in (*paths, manifest) if path)
        raise Refusal(f"There is nothing to import in {named}.")
    total = sum(file.path.stat().st_size for file, _ in files)
    done, failed = 0, False
    with Archive.open(db, create=True) as archive, progress_bar("Importing") as step:
        intake = Intake(archive, found.values(), any_host=any_host)
        for file, root in files:
            failed = not take(intake, file, root, partial(within, step, done, total)) or failed
            done += file.path.stat().st_size
            step(done, total)
        intake.finish()
    report(intake.counts, as_json)
    if failed or refused:
        raise SystemExit(1)


def within(step: Step, before: int, total: int, at: int) -> None:
    """How far all is when one file is so far."""
    step(before + at, total)


def take(intake: Intake, file: Supplied, root: Path, progress: Callable[[int], None]) -> bool:
    """One file; False where it could not be read to its end, which is said on standard error."""
    from scraper.supplied import capture_of
    from scraper.warc import WarcError, records
    from scraper.warcfiles import is_warc

    try:
        if is_warc(file.path):
            for record in records(file.path, progress):
                intake.take(record)
        else:
            intake.take_file(capture_of(file, root))
    except (WarcError, OSError) as error:
        click.echo(str(error), err=True)
        return False
    return True


def report(counts: Counter[str], as_json: bool) -> None:
    """What became of the records, those left out by their reason."""
    left = {reason: count for reason, count in sorted(counts.items()) if reason not in TAKEN}
    if as_json:
        print_json({**{name: counts[name] for name in TAKEN}, "left_out": left})
        return
    said = ", ".join(f"{counts[name]:,} {name}" for name in TAKEN)
    why = "; left out: " + ", ".join(f"{count:,} {reason}" for reason, count in left.items()) if left else ""
    click.echo(f"{said}{why}.")
