"""Print preview: the pages as they will be, and where they go."""
