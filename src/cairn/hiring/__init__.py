"""Positions, applicants, interviews and scores."""
