"""What needs no network: everything here can be run again from the stored captures."""

__version__ = "0.1.0"
