"""Benchmarks. Each module has `measure(quick) -> Iterator[Ratio]`; its peer runs in the same process run."""
