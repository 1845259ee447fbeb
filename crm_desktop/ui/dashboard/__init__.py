"""Today: the figures, charts and follow-ups of the first page."""
