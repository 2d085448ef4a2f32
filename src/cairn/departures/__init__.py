"""Leaving and moving: a planned goodbye, a signed summary, another peer supporter, a record sent along and how long it is kept."""
