"""Options and output that several commands share."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

UNCUT = 10_000  # characters, more than any line of ours has

db_option = click.option(
    "--db",
    type=click.Path(dir_okay=False, path_type=Path),
    default="archive.db",
    show_default=True,
    help="The archive file.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON Lines.")
sites_option = click.option(
    "--sites",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    envvar="GONGKAI_SITES",
    help="A folder of your own source files, beside the built-in ones.",
)


class Refusal(click.ClickException):
    """One clear sentence on standard error; the call itself is wrong."""

    exit_code = 2


class Step(Protocol):
    """Called as work goes on: how much of how much is done."""

    def __call__(self, done: int, total: int) -> None: ...


def printer(**options: Any) -> Console:
    """Standard output for tables; a file or a pipe has no width at which a line would be cut."""
    return Console(**options) if sys.stdout.isatty() else Console(**options, width=UNCUT)


def print_json(record: Any) -> None:
    click.echo(json.dumps(record, ensure_ascii=False))


@contextmanager
def progress_bar(label: str) -> Iterator[Step]:
    """A bar on standard error; nothing at all where that is no terminal."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        task = progress.add_task(label, total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)


class _Address(click.ParamType[str]):
    """An address of the web, without a password in it."""

    name = "url"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if "@" in value.partition("//")[2].partition("/")[0]:
            self.fail("an address here holds no user name and no password.", param, ctx)
        if not _is_address(value):
            self.fail(f"{value} is not an address that begins with http:// or https://.", param, ctx)
        return value


def _is_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
        named = re.fullmatch(r"[\w.-]+|[0-9a-f:.]+", parts.hostname or "")
        return parts.scheme in ("http", "https") and bool(named) and parts.port != 0 and not parts.username
    except ValueError:
        return False


ADDRESS = _Address()


class _Proxy(click.ParamType[str]):
    name = "text"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if not _is_proxy(value):
            self.fail(f"{value!r} is no proxy; expected http://HOST:PORT.", param, ctx)
        return value


def _is_proxy(value: str) -> bool:
    try:
        parts = urlsplit(value)
        return parts.scheme == "http" and bool(parts.hostname) and parts.port is not None
    except ValueError:
        return False


proxy_option = click.option(
    "--proxy", type=_Proxy(), help="HTTP proxy to fetch through, as http://HOST:PORT."
)
