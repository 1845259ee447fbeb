"""The encrypted customer file: its key and lock, its tables, and the notes it takes of every change."""
