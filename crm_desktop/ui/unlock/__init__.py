"""The front door: opening a file, making a new one, getting in by the recovery code."""
