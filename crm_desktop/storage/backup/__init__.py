"""Proven backups: one sealed bundle each, made, verified, kept by rule, and restored from."""
