"""Help: the manual at the right page, and a sheet of all keys."""
