"""`gongkai serve`: the Datasette site of an archive."""

from __future__ import annotations

from pathlib import Path

import click

from archive.cli.options import db_option
from archive.web.serve import ServeError
from archive.web.serve import serve as serve_site

__all__ = ["ServeError", "announce", "host_option", "port_option", "serve", "serve_site"]

host_option = click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
port_option = click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8001,
    show_default=True,
    help="Port to listen on; 0 takes a free one.",
)


@click.command()
@db_option
@host_option
@port_option
def serve(db: Path, host: str, port: int) -> None:
    """Serve the archive as a searchable site until Ctrl-C.

    \b
    gongkai serve
    gongkai serve --db demo/archive.db --port 8080
    """
    serve_site(db, host=host, port=port, ready=announce)


def announce(address: str) -> None:
    click.echo(f"The site is at {address}  (Ctrl-C stops)", err=True)
