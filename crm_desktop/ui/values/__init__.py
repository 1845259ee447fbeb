"""How values look and read wherever they are shown."""
