"""Decisions about a program: pure."""

BODY = "mpn"  # whose guide the phases are: the folder of their journeys
LONGEST_REASON = 200  # characters of why something was taken back
