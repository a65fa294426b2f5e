"""The `gongkai` command: thin, above everything else, and the only part of archive that knows the scraper.

Its modules import Scrapy, Datasette and the readers where they are used: together they take two seconds.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

from archive import __version__
from archive.cli import (
    asking,
    crawling,
    demo,
    drafting,
    exporting,
    importing,
    keeping,
    quality,
    reading,
    serving,
    sharing,
    sites,
    status,
)
from archive.cli.options import Refusal
from archive.store import ArchiveError


class Commands(click.Group):
    """Turns the project's own errors into one sentence each; all else is a bug and keeps its traceback."""

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        """Help and version are printed here, before any command is invoked."""
        with _in_sentences():
            return super().make_context(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        with _in_sentences():
            done = super().invoke(ctx)
            sys.stdout.flush()
        return done


@contextmanager
def _in_sentences() -> Iterator[None]:
    try:
        yield
    except (ArchiveError, sites.SiteError) as error:
        raise Refusal(str(error)) from error
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        # What could not be written is not tried again at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        raise Refusal(f"The output cannot be written: {error.strerror}.") from error
    except UnicodeEncodeError as error:
        if error.encoding.lower() not in {"ascii", (sys.stdout.encoding or "").lower()}:
            raise
        reason = f"its encoding is {error.encoding}; set PYTHONIOENCODING=utf-8"
        raise Refusal(f"The output cannot be written: {reason}.") from error


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="gongkai")
def main() -> None:
    """Collect, keep, read and serve what Chinese government bodies publish.

    \b
    gongkai demo                           the whole main job on a sample portal
    gongkai crawl qingdao                  fetch a declared source
    gongkai read                           read what was fetched
    gongkai serve                          search and read it in the browser
    gongkai extract report.html --json     read one file without an archive

    Exit codes: 0 done; 1 done, but something needs a person; 2 the call itself is wrong.
    """


for command in (
    demo.demo,
    sites.sites,
    crawling.crawl,
    importing.import_files,
    crawling.save,
    reading.read,
    reading.extract,
    keeping.check,
    keeping.merge,
    keeping.compact,
    exporting.export,
    quality.quality,
    asking.search,
    status.status,
    serving.serve,
):
    main.add_command(command)

for command in (drafting.new_site, drafting.discover_sites):
    sites.sites.add_command(command)
for command in (sharing.warc, sharing.slim, sharing.release):
    exporting.export.add_command(command)
