"""`gongkai serve`: the Datasette site of an archive."""

from __future__ import annotations

import re
from pathlib import Path

import click

from archive.cli.options import Refusal, db_option

host_option = click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
port_option = click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8001,
    show_default=True,
    help="Port to listen on; 0 takes a free one.",
)


def _with_slashes(_context: click.Context, _option: click.Parameter, path: str) -> str:
    if not re.fullmatch(r"/([\w.~-]+/)*", path):
        raise click.BadParameter(f"{path} is no path between slashes, such as /gongkai/")
    return path


@click.command()
@db_option
@host_option
@port_option
@click.option(
    "--base-url",
    default="/",
    show_default=True,
    callback=_with_slashes,
    help="Path under which a proxy shows the site.",
)
def serve(db: Path, host: str, port: int, base_url: str) -> None:
    """Serve the archive as a searchable site until Ctrl-C.

    \b
    gongkai serve
    gongkai serve --db demo/archive.db --port 8080
    gongkai serve --base-url /gongkai/    behind a proxy that shows it as https://example.org/gongkai/
    """
    serve_site(db, host, port, base_url)


def serve_site(db: Path, host: str, port: int, base_url: str = "/") -> None:
    """Serve until interrupted; the address is printed once the site is open."""
    from archive.web.serve import ServeError
    from archive.web.serve import serve as open_site

    try:
        open_site(db, host=host, port=port, base_url=base_url, ready=announce)
    except ServeError as error:
        raise Refusal(str(error)) from error
    except KeyboardInterrupt:
        click.echo("Stopped.", err=True)


def announce(address: str) -> None:
    click.echo(f"The site is at {address}  (Ctrl-C stops)", err=True)
