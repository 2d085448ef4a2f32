"""Mentors and mentees: matched on what they wish, kept alive by a monthly rhythm."""
