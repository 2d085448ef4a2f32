"""Credentials held: standing, renewals, continuing education."""
