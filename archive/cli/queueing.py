"""`gongkai crawl --queue URL`: several workers, each with an archive of its own, share the sites."""

from __future__ import annotations

import socket
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import click

from archive.cli.options import Refusal
from scraper.queue import Queue, QueueError
from scraper.sites import Site

SCHEMES = ("redis", "rediss", "unix")


class _Address(click.ParamType[str]):
    name = "url"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if not _is_queue(value):
            self.fail("a queue has an address such as redis://127.0.0.1:6379/0.", param, ctx)
        return value


def _is_queue(value: str) -> bool:
    try:
        parts = urlsplit(value)
        place = parts.path if parts.scheme == "unix" else parts.hostname
        return parts.scheme in SCHEMES and bool(place) and parts.port != 0
    except ValueError:
        return False


queue_option = click.option(
    "--queue",
    "queue",
    type=_Address(),
    metavar="URL",
    envvar="GONGKAI_QUEUE",
    help="Share the work with other workers over Redis at redis://HOST:PORT/N.",
)


@contextmanager
def joined(address: str | None, db: Path) -> Iterator[Queue | None]:
    """The queue, in which a worker is known by its machine and its archive."""
    if address is None:
        yield None
        return
    try:
        queue = Queue(address, f"{socket.gethostname()}:{db.resolve()}")
    except QueueError as error:
        raise Refusal(str(error)) from error
    try:
        yield queue
    finally:
        queue.close()


def offered(queue: Queue, chosen: Sequence[Site], found: Mapping[str, Site], *, named: bool) -> list[Site]:
    """Puts the chosen sites on the queue; all sites that this worker can take from it.

    What follows from the archive alone (--due, --all) is another worker's where that has crawled it since.
    """
    queue.offer(site.id for site in chosen if named or queue.is_at_home(site.id))
    return list({**found, **{site.id: site for site in chosen}}.values())


def tell_left(queue: Queue, chosen: Sequence[Site]) -> None:
    """Names the sites of this call that are still on the queue."""
    try:
        left = {site_id: queue.holder(site_id) for site_id in queue.waiting()}
    except QueueError as error:
        click.echo(str(error), err=True)
        raise SystemExit(1) from error
    for site in chosen:
        if site.id in left:
            said = f"{left[site.id]} has it" if left[site.id] else "still on the queue"
            click.echo(f"{site.id}: {said}.", err=True)
