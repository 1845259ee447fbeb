"""The doors: spreadsheets in and out. Cells become values here, and values cells; nobody else knows a cell."""
