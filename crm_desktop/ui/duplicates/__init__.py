"""Pairs of customers that may be one: looked at side by side, merged, or told apart for good."""
