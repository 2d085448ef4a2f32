"""Mentors of a treatment court, and the wall between them and the judge: the signed consent's words, and nothing else, pass it."""
