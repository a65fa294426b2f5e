"""Text PDFs: `document` puts together what is ruled, what stands in columns, and what is left as prose."""
