"""Lists of records: views, filters, the table, and a glance at one record."""
