"""Whole days in a real browser, against the real server, on invented people."""
