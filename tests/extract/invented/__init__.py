"""Invented reports: random figures that agree, printed in a random style, with what is to be found in them.

contents(random) -> tables(contents, style) -> a page, a Word file, a spreadsheet, a PDF
"""
