"""`gongkai serve`: the Datasette site of an archive."""

from __future__ import annotations

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
    serve_site(db, host, port)


def serve_site(db: Path, host: str, port: int) -> None:
    """Serve until interrupted; the address is printed once the site is open."""
    from archive.web.serve import ServeError
    from archive.web.serve import serve as open_site

    try:
        open_site(db, host=host, port=port, ready=announce)
    except ServeError as error:
        raise Refusal(str(error)) from error
    except KeyboardInterrupt:
        click.echo("Stopped.", err=True)


def announce(address: str) -> None:
    click.echo(f"The site is at {address}  (Ctrl-C stops)", err=True)
