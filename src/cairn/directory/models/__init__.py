"""Rows of the directory: places that help, and files that wait to be taken in."""

from cairn.directory.models.listings import HeldImport, Listing

__all__ = ["HeldImport", "Listing"]
