"""A progress bar on standard error, quiet where nobody looks: a callback for `scraper.run.crawl`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from scraper.run import Progress as Step


@contextmanager
def bar(console: Console | None = None) -> Iterator[Callable[[Step], None]]:
    """One line a site: pages fetched of those known so far, how many are new, how many changed."""
    console = console or Console(stderr=True)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[found]}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, disable=not console.is_terminal, transient=True) as progress:
        tasks: dict[str, TaskID] = {}

        def show(step: Step) -> None:
            if step.site_id not in tasks:
                tasks[step.site_id] = progress.add_task(step.site_id, found="")
            progress.update(
                tasks[step.site_id],
                completed=step.pages,
                total=step.pages + step.waiting,
                found=f"{step.new} new, {step.changed} changed",
            )

        yield show
