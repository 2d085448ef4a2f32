"""The second wall (being built)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from uuid import UUID


class Everything(Enum):
    EVERYTHING = "everything"


EVERYTHING = Everything.EVERYTHING


@contextmanager
def open_scope(alias: str, organization_id: UUID | Everything) -> Iterator[None]:
    yield
