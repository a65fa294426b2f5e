"""Parts (headings, paragraphs, grids) as HTML, PDF, DOCX and XLSX. None knows what is said."""
