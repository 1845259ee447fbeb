"""What filters ask: trees of conditions, read from text, kept in views, said in words, asked of the database."""
