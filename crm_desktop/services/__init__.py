"""What the user can do with an open file; no windows, no cells, no drawing."""
