"""Courses and classes: registration, attendance to the minute, coverage, completion."""
