"""Choosing each other: what matters to a person in a peer supporter, who might suit, and whether a tie stands between the two."""
