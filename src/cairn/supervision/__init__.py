"""Supervision sessions, who may hold them, and what is owed."""
