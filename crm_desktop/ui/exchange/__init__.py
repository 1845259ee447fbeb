"""Bringing spreadsheets in and writing them out, in windows."""
