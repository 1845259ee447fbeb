"""The press: blocks flow over pages, and one code path paints them for printer, preview and PDF."""
