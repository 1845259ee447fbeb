"""客簿 Kebu: a desktop CRM for one person on one encrypted local file."""

__version__ = "0.1.0"
