"""A clinic with two organizations: the smallest thing that can leak."""
