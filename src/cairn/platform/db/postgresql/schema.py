"""Migrations on this engine: with the wall down, and otherwise as Django does them."""

from __future__ import annotations

from django.db.backends.postgresql import schema as stock

from cairn.platform.db.wall_down import WallDown


class DatabaseSchemaEditor(WallDown, stock.DatabaseSchemaEditor):
    pass
