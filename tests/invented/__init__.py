"""Invented reports: random consistent figures, printed in a random style, with what a reader must find in them.

contents(random) -> tables(contents, style) -> a page, a Word file, a spreadsheet, a PDF
"""
