"""The pages, one a module: each finds the data that the page and its JSON twin show."""
