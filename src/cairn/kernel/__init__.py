"""The vocabulary that every room shares. Pure: no Django, no clock, no randomness, no I/O."""
