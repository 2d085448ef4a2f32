"""Decisions about a program: pure."""

BODY = "mpn"  # whose guide the phases are: the folder of their journeys
