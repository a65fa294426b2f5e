"""Parts (headings, paragraphs, grids) as HTML, PDF, DOCX and XLSX. Each knows styles, none knows what is said."""
