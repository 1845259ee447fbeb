"""Settings, made from their declarations, and the password."""
