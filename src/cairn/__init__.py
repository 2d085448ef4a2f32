"""Cairn: the system that a behavioral-health peer support program runs on."""

__version__ = "0.1.0"
