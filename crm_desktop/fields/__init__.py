"""Kinds of value with their format rules, and the words in which records are declared."""
