"""Changes of old data, in order: one module per schema version, `v0003_what.py` with `upgrade(connection)`."""
