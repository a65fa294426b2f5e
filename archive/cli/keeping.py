"""`gongkai check`, `merge` and `compact`: archives verified, joined, and made smaller."""

from __future__ import annotations

from pathlib import Path

import click

from archive.cli.options import Refusal, db_option, progress_bar
from archive.store import Archive, ArchiveError
from archive.store.compact import LEVEL
from archive.store.compact import compact as compress
from archive.store.merge import merge as join
from archive.store.merge import refuse
from archive.text.counts import counted


@click.command()
@click.option("--restart", is_flag=True, help="Begin again, also where a check was stopped.")
@db_option
def check(restart: bool, db: Path) -> None:
    """Verify the file, every stored body, and every figure against the bytes it was read from.

    A check that was stopped is taken up where it was: how far it had come stands in a file beside the
    archive, which the finished check takes away. Findings about reports are no failure: they are data.

    \b
    gongkai check
    gongkai check --restart --db archive.db
    """
    from archive.process import check as problems_of
    from archive.process.checklog import CheckLog

    with Archive.open(db, read_only=True) as archive, progress_bar("Checking") as step:
        log = CheckLog(db, restart=restart)
        if log.stage:
            click.echo(f"Going on with the check that was stopped; {log.path} says how far it was.", err=True)
        for message in log.problems:
            click.echo(message, err=True)
        try:
            for problem in problems_of(archive, progress=step, log=log):
                log.problems.append(str(problem))
                click.echo(str(problem), err=True)
        except BaseException:
            log.write()
            raise
    log.clear()
    if log.problems:
        raise SystemExit(1)
    click.echo(f"{db}: whole; every body and every figure holds.")


@click.command()
@click.argument("shards", metavar="SHARD…", nargs=-1, required=True, type=click.Path(path_type=Path))
@db_option
def merge(shards: tuple[Path, ...], db: Path) -> None:
    """Join archives of several workers into one. Then run `gongkai read`.

    The order does not matter, and joining an archive again changes nothing. Where two of them say different
    things, that is listed and one of both kept, the same in any order; the exit code is then 1.

    \b
    gongkai merge worker-1.db worker-2.db --db archive.db
    """
    refused = {shard: refuse(shard, db) for shard in shards}
    ready = [shard for shard, why in refused.items() if why is None]
    for why in filter(None, refused.values()):
        click.echo(why, err=True)
    made = not db.exists()
    if not ready and made:
        raise Refusal("Nothing could be joined; no archive was made.")
    conflicts = joined = 0
    with Archive.open(db, create=True) as archive:
        for shard in ready:
            try:
                with progress_bar(f"Joining {shard.name}") as step:
                    for conflict in join(archive, shard, step):
                        conflicts += 1
                        click.echo(str(conflict), err=True)
                joined += 1
            except ArchiveError as error:
                click.echo(str(error), err=True)
        (captures,) = archive.conn.execute("SELECT count(*) FROM captures").fetchone()
    if made and not joined and not captures:  # of a shard that is damaged further in
        db.unlink()
        raise Refusal("Nothing could be joined; no archive was made.")
    click.echo(
        f"{db}: {joined} of {len(refused)} joined, {counted(conflicts, 'conflict')};"
        f" it holds {counted(captures, 'capture')}."
    )
    if conflicts or joined < len(refused):
        raise SystemExit(1)


@click.command()
@click.option(
    "--level",
    type=click.IntRange(4, 22),
    default=LEVEL,
    show_default=True,
    help="Level of zstd: higher is smaller and slower.",
)
@db_option
def compact(level: int, db: Path) -> None:
    """Make the archive smaller: compress what it holds again, at a high level. Stopped, it goes on later.

    \b
    gongkai compact
    gongkai compact --level 19 --db archive.db
    """
    with Archive.open(db) as archive, progress_bar("Compressing") as step:
        done = compress(archive, level, step)
    click.echo(
        f"{db}: {counted(done.bodies, 'body', 'bodies')} compressed; {done.before:,} -> {done.after:,} bytes."
    )
    if not done.vacuumed:
        click.echo(f"{db}: the disk has no room to give the free space in the file back.", err=True)
        raise SystemExit(1)
