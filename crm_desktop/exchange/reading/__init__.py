"""Whatever spreadsheet comes from outside becomes sheets of cells, and a table is found in each."""
