"""python -m scraper.portal [--port N] [--state 1|2]: serves the sample sites until Ctrl-C.

Set a browser's HTTP proxy to the printed address and open http://www.yunhe.test/.
"""

from __future__ import annotations

import signal
from contextlib import suppress

import click

from scraper.portal import Portal
from scraper.portal.places import PLACES, SAMPLE


@click.command()
@click.option("--port", default=0, show_default="a free one", help="The port of 127.0.0.1 to listen on.")
@click.option(
    "--state", type=click.IntRange(1, 2), default=1, show_default=True, help="The state of the sites."
)
def main(port: int, state: int) -> None:
    """Serve the sample sites as an HTTP proxy."""
    try:
        with Portal(state, port) as portal:
            click.echo(f"{SAMPLE}: {portal.proxy}")
            for place in PLACES:
                click.echo(f"  http://{place.host}/  {place.name}")
            with suppress(KeyboardInterrupt):
                signal.pause()
    except OSError as error:
        raise click.ClickException(
            f"Port {port} of 127.0.0.1 cannot be used; another program may listen there."
        ) from error


if __name__ == "__main__":
    main()
