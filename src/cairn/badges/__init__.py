"""Signed, revocable digital credentials and the page where anybody checks one."""
