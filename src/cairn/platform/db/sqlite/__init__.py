"""Encrypted SQLite as a Django engine: `ENGINE = "cairn.platform.db.sqlite"`."""
