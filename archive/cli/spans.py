"""A span of time on the command line: 90s, 50m, 2h, 3d."""

from __future__ import annotations

import click

from scraper.sites.keys import span


class Span(click.ParamType[float]):
    """Seconds out of a number and its unit."""

    name = "span"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> float:
        try:
            return value if isinstance(value, float) else span(value)
        except ValueError as error:
            self.fail(f"{value!r} must be {error}.", param, ctx)


SPAN = Span()
