"""The vocabulary of worked time. Pure."""
