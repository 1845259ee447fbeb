"""The history of the file: pieces of work, what they changed, and taking them back by choice."""
