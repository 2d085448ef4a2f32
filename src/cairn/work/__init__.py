"""Worked hours: encounters plus the rest of the day."""
