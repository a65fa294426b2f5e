"""Yearly reports: figures (numbers.py) put into words and tables by a pen; what is printed is recorded."""
