"""Papers as PDF: laid out with ReportLab's canvas from a recorded `Paper`, byte for byte the same each time."""
