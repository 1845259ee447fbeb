"""Records laid out in rows and written to workbooks, texts and templates, under their name only when whole."""
