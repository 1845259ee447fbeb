"""What every kind of record has: its list, its page, its form and its timeline."""
