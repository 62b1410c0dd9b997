"""Printers and page pictures. A job's state is what the spooler says; only a person says that paper came out."""
