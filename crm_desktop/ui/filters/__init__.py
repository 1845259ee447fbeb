"""Filters as chips: finding what to ask about, asking it, and groups of questions."""
