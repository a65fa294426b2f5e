"""Runs the benchmarks that are named, or all; prints a line a ratio. Exit code 1 where a bar is missed."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import click

NAMES = sorted(p.stem for p in Path(__file__).parent.glob("[a-z]*.py") if p.stem != "ratio")


@click.command()
@click.option("--quick", is_flag=True, help="Small inputs: shows that it runs, measures little.")
@click.argument("names", nargs=-1, type=click.Choice(NAMES))
@click.pass_context
def main(context: click.Context, quick: bool, names: tuple[str, ...]) -> None:
    missed = 0
    for name in names or NAMES:
        for r in import_module(f"scripts.benches.{name}").measure(quick):
            missed += not r.holds
            click.echo(
                f"{'ok  ' if r.holds else 'MISS'} {name}: {r.name}: {r.ratio:.3f}"
                f" (bar {'<=' if r.at_most else '>='} {r.bar}; {r.ours:,.6g} against {r.peer:,.6g} {r.unit})"
            )
    context.exit(1 if missed else 0)


main()
