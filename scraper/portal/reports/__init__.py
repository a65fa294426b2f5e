"""Yearly reports: figures (numbers.py) put into words and tables by a pen, with a record of what was printed."""
