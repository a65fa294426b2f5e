"""`python -m archive.cli` is `gongkai`."""

from archive.cli import main

main(prog_name="gongkai")
