"""Trails, courses, applications, credentials, continuing education: from the first question to a renewal."""
