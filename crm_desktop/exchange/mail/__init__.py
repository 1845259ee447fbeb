"""Mails that come as files: read as they are written, kept as what was said with a customer."""
