"""What leaves the archive: the panel as a data package, documents as text."""

# What `gongkai export panel` writes the panel in, and the name of the file.
FORMATS = {
    "csv": "panel.csv",
    "excel-csv": "panel-excel.csv",
    "xlsx": "panel.xlsx",
    "parquet": "panel.parquet",
    "dta": "panel.dta",
    "jsonl": "panel.jsonl",
}
