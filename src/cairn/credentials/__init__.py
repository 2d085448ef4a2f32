"""Trails, courses, applications, credentials and continuing education: from the first question to a renewal."""
